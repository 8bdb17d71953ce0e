package dev.carillon.policy;

import dev.carillon.model.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From which of its topic's sequences on the filter policy of a subscription holds: an attribute that is never shown. Who
 * sets, changes or unsets a policy decides about what is published from then on; what was published before was decided by
 * the policy of then, even if it still waits for its first attempt.
 */
public final class FilterStart {
    /** The hidden attribute. */
    public static final String NAME = "_FilterStart";

    private FilterStart() {}

    /** Zero where the policy is as old as the subscription. */
    public static long of(Subscription subscription) {
        return Long.parseLong(subscription.attributes().getOrDefault(NAME, "0"));
    }

    /** A subscription's attributes after a change of its policy. */
    public static Map<String, String> noted(Map<String, String> after, long startSeq) {
        Map<String, String> noted = new LinkedHashMap<>(after);
        noted.put(NAME, Long.toString(startSeq));
        return noted;
    }
}
