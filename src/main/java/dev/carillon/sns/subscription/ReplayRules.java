package dev.carillon.sns.subscription;

import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchiveTerms;
import dev.carillon.policy.ReplayPolicy;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.OneAttribute;
import dev.carillon.sns.wire.Checked;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Holds a subscription's replay policy against the archive of its topic. A policy that is an empty object unsets it. */
final class ReplayRules {
    private static final String POLICY = ReplayPolicy.NAME;

    private ReplayRules() {}

    /** What a Subscribe gives, whose attributes are right one by one. */
    static Checked<Map<String, String>> checked(Map<String, String> given) {
        return OneAttribute.in(given, POLICY, value -> policy(value, "Attributes Reason: " + POLICY));
    }

    /**
     * The same against the topic.
     *
     * @param present what the endpoint's subscription has, if there is one: to say the same again is right for ever
     */
    static Checked<Map<String, String>> checked(
            Map<String, String> given, Topic topic, Optional<Subscription> present, Instant now) {
        Optional<String> set = present.map(Subscription::attributes).map(attributes -> attributes.get(POLICY));
        return OneAttribute.in(
                given,
                POLICY,
                value -> set.filter(value::equals).isPresent()
                        ? Checked.valid(value)
                        : span(value, "Attributes Reason: " + POLICY, Optional.of(topic), now));
    }

    /** What a Set gives for a subscription of this topic. */
    static Checked<AttributeChange> checked(AttributeChange change, Optional<Topic> topic, Instant now) {
        return change.name().equals(POLICY)
                ? policy(change.value(), POLICY)
                        .then(policy -> span(policy, POLICY, topic, now))
                        .map(policy -> new AttributeChange(POLICY, policy))
                : Checked.valid(change);
    }

    /** The attributes of a subscription after one was changed. */
    static Map<String, String> changed(Subscription subscription, AttributeChange change, Instant now) {
        Map<String, String> after = change.appliedTo(subscription.attributes());
        return change.name().equals(POLICY) ? ReplayPolicy.noted(after, now) : after;
    }

    private static Checked<String> policy(String json, String subject) {
        return ReplayPolicy.isNone(json) ? Checked.valid("") : judged(json, subject, ReplayPolicy.objection(json));
    }

    private static Checked<String> span(String json, String subject, Optional<Topic> topic, Instant now) {
        return json.isEmpty()
                ? Checked.valid("")
                : judged(json, subject, ReplayPolicy.objection(json, topic.flatMap(ArchiveTerms::of), now));
    }

    private static Checked<String> judged(String json, String subject, Optional<String> objection) {
        return Checked.unless(objection, "Invalid parameter: " + subject + ": ", json);
    }
}
