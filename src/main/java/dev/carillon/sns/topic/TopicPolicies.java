package dev.carillon.sns.topic;

import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.policy.TopicDelivery;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.OneAttribute;
import dev.carillon.sns.wire.Checked;
import java.util.Map;

/** Holds the policies that a topic is given against their own rules, once they are right as attributes. */
final class TopicPolicies {
    private static final String POLICY = ShownPolicy.NAME;
    private static final String DELIVERY = EffectiveDelivery.ATTRIBUTE;
    private static final String ARCHIVE = ArchivePolicy.NAME;

    private TopicPolicies() {}

    /** What a CreateTopic gives. */
    static Checked<Map<String, String>> checked(Map<String, String> given) {
        return policy(given.getOrDefault(POLICY, ""), "Attributes Reason: " + POLICY)
                .then(right -> OneAttribute.in(
                        given, DELIVERY, document -> delivery(document, "Attributes Reason: " + DELIVERY)))
                .then(normal -> OneAttribute.in(
                        normal, ARCHIVE, document -> archive(document, "Attributes Reason: " + ARCHIVE)));
    }

    /** What a SetTopicAttributes gives. */
    static Checked<AttributeChange> checked(AttributeChange change) {
        return switch (change.name()) {
            case POLICY -> policy(change.value(), POLICY).map(right -> change);
            case DELIVERY ->
                delivery(change.value(), DELIVERY).map(document -> new AttributeChange(DELIVERY, document));
            case ARCHIVE -> archive(change.value(), ARCHIVE).map(document -> new AttributeChange(ARCHIVE, document));
            default -> Checked.valid(change);
        };
    }

    /** The form in which it is kept and shown. */
    private static Checked<String> delivery(String document, String subject) {
        return TopicDelivery.read(document)
                .fold(
                        policy -> Checked.valid(policy.document()),
                        text -> Checked.invalidParameter("Invalid parameter: " + subject + ": " + text));
    }

    /** An empty one, or an empty object, ends the archive. */
    private static Checked<String> archive(String document, String subject) {
        return ArchivePolicy.isNone(document)
                ? Checked.valid("")
                : Checked.unless(ArchivePolicy.objection(document), "Invalid parameter: " + subject + ": ", document);
    }

    /** An empty one brings the default back. */
    private static Checked<String> policy(String document, String subject) {
        return document.isEmpty()
                ? Checked.valid(document)
                : Checked.unless(
                        AccessPolicyCheck.objection(document), "Invalid parameter: " + subject + " ", document);
    }
}
