package dev.carillon.sns.subscription;

import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.Subscription;
import dev.carillon.policy.FilterStart;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.OneAttribute;
import dev.carillon.sns.wire.Checked;
import java.util.Map;
import java.util.Objects;

/**
 * Holds a subscription's filter policy against its scope, on the event loop: the largest takes a few milliseconds. A
 * policy that is an empty object is as good as none, and an attribute that is unset.
 */
final class FilterAttributes {
    private static final String POLICY = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";

    private FilterAttributes() {}

    /** What a Subscribe gives, whose attributes are right one by one. */
    static Checked<Map<String, String>> checked(Map<String, String> given) {
        return OneAttribute.in(given, POLICY, value -> policy(value, scope(given), "Attributes Reason: " + POLICY));
    }

    /** What a Set gives for a subscription that has these attributes. */
    static Checked<AttributeChange> checked(AttributeChange change, Map<String, String> present) {
        if (change.name().equals(POLICY)) {
            return policy(change.value(), scope(present), POLICY).map(policy -> new AttributeChange(POLICY, policy));
        }
        if (change.name().equals(SCOPE)) {
            return policy(present.getOrDefault(POLICY, ""), scope(Map.of(SCOPE, change.value())), SCOPE)
                    .map(policy -> change);
        }
        return Checked.valid(change);
    }

    /** Whether a change is of the policy or of its scope. */
    static boolean isMeant(AttributeChange change) {
        return change.name().equals(POLICY) || change.name().equals(SCOPE);
    }

    /** The attributes of a subscription after such a change, which holds from a sequence of its topic on. */
    static Map<String, String> changed(Subscription subscription, AttributeChange change, long startSeq) {
        Map<String, String> before = subscription.attributes();
        Map<String, String> after = change.appliedTo(before);
        boolean isSame = Objects.equals(before.get(POLICY), after.get(POLICY))
                && (!before.containsKey(POLICY) || scope(before) == scope(after));
        return isSame
                ? after
                : FilterStart.of(subscription).followedBy(startSeq).notedIn(after);
    }

    /** What is shown of a subscription: with a policy, its scope too. */
    static Map<String, String> shown(Map<String, String> attributes) {
        return attributes.containsKey(POLICY) ? Map.of(SCOPE, scope(attributes).wireName()) : Map.of();
    }

    private static Checked<String> policy(String json, FilterScope scope, String subject) {
        return FilterPolicy.isNone(json)
                ? Checked.valid("")
                : FilterPolicy.read(json, scope)
                        .fold(
                                policy -> Checked.valid(json),
                                text -> Checked.invalidParameter("Invalid parameter: " + subject + ": " + text));
    }

    private static FilterScope scope(Map<String, String> attributes) {
        return FilterScope.fromWireName(attributes.getOrDefault(SCOPE, "")).orElse(FilterScope.MESSAGE_ATTRIBUTES);
    }
}
