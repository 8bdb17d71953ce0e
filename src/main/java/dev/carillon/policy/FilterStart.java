package dev.carillon.policy;

import dev.carillon.model.Subscription;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * From which of its topic's sequences on the filter policy of a subscription holds, or that it has none any more: an
 * attribute that is never shown. Who changes a policy or its scope decides about what is published from then on; what was
 * published before was decided by the policy of then, even if it still waits for its first attempt.
 *
 * @param sequence zero for a policy that is as old as the subscription
 * @param revision how often the policy was changed, so that who has missed a change can tell
 */
public record FilterStart(long sequence, long revision) {
    /** The hidden attribute. */
    public static final String NAME = "_FilterStart";

    /** Of a policy that was never changed. */
    public static final FilterStart WITH_THE_SUBSCRIPTION = new FilterStart(0, 0);

    private static final String SEPARATOR = ",";

    public static FilterStart of(Subscription subscription) {
        String noted = subscription.attributes().get(NAME);
        if (noted == null) {
            return WITH_THE_SUBSCRIPTION;
        }
        String[] both = noted.split(SEPARATOR, 2);
        return new FilterStart(Long.parseLong(both[0]), Long.parseLong(both[1]));
    }

    /** The start of the policy that replaces this one's; never earlier, in whatever order changes come. */
    public FilterStart followedBy(long startSeq) {
        return new FilterStart(Math.max(sequence, startSeq), revision + 1);
    }

    /** A subscription's attributes with this start. */
    public Map<String, String> notedIn(Map<String, String> attributes) {
        Map<String, String> noted = new LinkedHashMap<>(attributes);
        noted.put(NAME, sequence + SEPARATOR + revision);
        return noted;
    }
}
