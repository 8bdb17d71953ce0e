package dev.carillon.sns;

import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.sns.wire.Checked;
import java.util.Map;

/** Holds the policies that a topic is given against their own rules, once they are right as attributes. */
final class TopicPolicies {
    private static final String POLICY = "Policy";

    private TopicPolicies() {}

    /** What a CreateTopic gives. */
    static Checked<Map<String, String>> checked(Map<String, String> given) {
        return policy(given.getOrDefault(POLICY, ""), "Attributes Reason: " + POLICY)
                .map(right -> given);
    }

    /** What a SetTopicAttributes gives. */
    static Checked<AttributeChange> checked(AttributeChange change) {
        return change.name().equals(POLICY)
                ? policy(change.value(), POLICY).map(right -> change)
                : Checked.valid(change);
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
