package dev.carillon.push.address;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * What the name servers said of a name.
 *
 * @param addresses of both families, the preferred one first; empty for a name that has none or that nobody told of
 * @param keepSeconds for how long all of them hold
 */
record NameAnswer(List<InetAddress> addresses, long keepSeconds) {
    static final NameAnswer NONE = new NameAnswer(List.of(), 0);

    /**
     * Whatever their owner says: a name that led to them may be led elsewhere before, and of an answer with one family the
     * other may have been lost. Long enough that a name server which never tells of one is not waited for at each attempt.
     */
    private static final long LONGEST_SECONDS = 60;

    /** Far above what any endpoint has. Each is checked at every attempt, and an answer has room for thousands. */
    private static final int MOST_ADDRESSES = 64;

    NameAnswer {
        addresses = List.copyOf(addresses);
    }

    /** Holds for as long as the address does that holds shortest; a name with too many addresses counts for one without. */
    static NameAnswer of(List<InetAddress> addresses, Map<InetAddress, Long> timesToLive) {
        if (addresses.size() > MOST_ADDRESSES) {
            return NONE;
        }
        long shortest = addresses.stream()
                .mapToLong(address -> timesToLive.getOrDefault(address, 0L))
                .min()
                .orElse(0);
        return new NameAnswer(addresses, Math.min(shortest, LONGEST_SECONDS));
    }
}
