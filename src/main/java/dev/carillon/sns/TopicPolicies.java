package dev.carillon.sns;

import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.policy.TopicDelivery;
import dev.carillon.sns.wire.Checked;
import java.util.LinkedHashMap;
import java.util.Map;

/** Holds the policies that a topic is given against their own rules, once they are right as attributes. */
final class TopicPolicies {
    private static final String POLICY = "Policy";
    private static final String DELIVERY = EffectiveDelivery.ATTRIBUTE;

    private TopicPolicies() {}

    /** What a CreateTopic gives. */
    static Checked<Map<String, String>> checked(Map<String, String> given) {
        return policy(given.getOrDefault(POLICY, ""), "Attributes Reason: " + POLICY)
                .then(right -> given.containsKey(DELIVERY)
                        ? delivery(given.getOrDefault(DELIVERY, ""), "Attributes Reason: " + DELIVERY)
                                .map(document -> with(given, document))
                        : Checked.valid(given));
    }

    /** What a SetTopicAttributes gives. */
    static Checked<AttributeChange> checked(AttributeChange change) {
        return switch (change.name()) {
            case POLICY -> policy(change.value(), POLICY).map(right -> change);
            case DELIVERY ->
                delivery(change.value(), DELIVERY).map(document -> new AttributeChange(DELIVERY, document));
            default -> Checked.valid(change);
        };
    }

    private static Map<String, String> with(Map<String, String> given, String document) {
        Map<String, String> normal = new LinkedHashMap<>(given);
        normal.put(DELIVERY, document);
        return normal;
    }

    /** The form in which it is kept and shown. */
    private static Checked<String> delivery(String document, String subject) {
        return TopicDelivery.read(document)
                .fold(
                        policy -> Checked.valid(policy.document()),
                        text -> Checked.invalidParameter("Invalid parameter: " + subject + ": " + text));
    }

    /** An empty one brings the default back. */
    private static Checked<String> policy(String document, String subject) {
        return document.isEmpty()
                ? Checked.valid(document)
                : AccessPolicyCheck.objection(document)
                        .map(objection ->
                                Checked.<String>invalidParameter("Invalid parameter: " + subject + " " + objection))
                        .orElse(Checked.valid(document));
    }
}
