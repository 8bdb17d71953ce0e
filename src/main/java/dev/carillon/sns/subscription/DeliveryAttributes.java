package dev.carillon.sns.subscription;

import dev.carillon.model.Protocol;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.policy.SubscriptionDelivery;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.OneAttribute;
import dev.carillon.sns.wire.Checked;
import java.util.Map;

/** Holds a subscription's delivery policy against its rules, and brings it into the form in which it is kept and shown. */
final class DeliveryAttributes {
    private static final String POLICY = EffectiveDelivery.ATTRIBUTE;

    private DeliveryAttributes() {}

    /** What a Subscribe gives. */
    static Checked<Map<String, String>> checked(Map<String, String> given, Protocol protocol) {
        return OneAttribute.in(given, POLICY, value -> policy(value, protocol, "Attributes Reason: " + POLICY));
    }

    /** What a SetSubscriptionAttributes gives. */
    static Checked<AttributeChange> checked(AttributeChange change, Protocol protocol) {
        return change.name().equals(POLICY)
                ? policy(change.value(), protocol, POLICY).map(document -> new AttributeChange(POLICY, document))
                : Checked.valid(change);
    }

    private static Checked<String> policy(String json, Protocol protocol, String subject) {
        return SubscriptionDelivery.read(json)
                .fold(
                        policy -> policy.document().isEmpty() || protocol.needsConfirmation()
                                ? Checked.valid(policy.document())
                                : wrong(
                                        subject,
                                        "Delivery protocol [" + protocol.wireName()
                                                + "] does not support delivery policies."),
                        text -> wrong(subject, text));
    }

    private static Checked<String> wrong(String subject, String text) {
        return Checked.invalidParameter("Invalid parameter: " + subject + ": " + text);
    }
}
