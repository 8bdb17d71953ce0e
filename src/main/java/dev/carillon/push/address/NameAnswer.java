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
     * A family may be missing because a packet was lost, and the other may be of no use to this machine. Long enough,
     * too, that a name server which never tells of one family is not waited for at each attempt.
     */
    private static final long LONGEST_OF_ONE_FAMILY_SECONDS = 60;

    NameAnswer {
        addresses = List.copyOf(addresses);
    }

    /** Holds for as long as the address does that holds shortest. */
    static NameAnswer of(List<InetAddress> addresses, Map<InetAddress, Long> timesToLive) {
        long shortest = addresses.stream()
                .mapToLong(address -> timesToLive.getOrDefault(address, 0L))
                .min()
                .orElse(0);
        boolean hasBoth =
                addresses.stream().map(InetAddress::getClass).distinct().count() == 2;
        return new NameAnswer(addresses, hasBoth ? shortest : Math.min(shortest, LONGEST_OF_ONE_FAMILY_SECONDS));
    }
}
