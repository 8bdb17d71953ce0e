package dev.carillon.management;

import dev.carillon.model.TimeSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each address from which wrong tokens came. Belongs to the verticle's thread. Only as many addresses as
 * fit are remembered; the one that failed least recently is forgotten first.
 */
final class FailedAuthentications {
    private static final int MAX_ADDRESSES = 10_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private record Bucket(double left, long atNanos) {}

    private final int perSecond;
    private final TimeSource time;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    FailedAuthentications(int perSecond, TimeSource time) {
        this.perSecond = perSecond;
        this.time = time;
    }

    int perSecond() {
        return perSecond;
    }

    /** Whether the address must wait before anything that it sends is looked at. */
    boolean isRefused(String address) {
        return left(ClientNetwork.of(address)) < 1;
    }

    void count(String address) {
        String origin = ClientNetwork.of(address);
        buckets.put(origin, new Bucket(left(origin) - 1, time.nanoTime()));
        if (buckets.size() > MAX_ADDRESSES) {
            buckets.remove(buckets.keySet().iterator().next());
        }
    }

    private double left(String origin) {
        Bucket bucket = buckets.get(origin);
        if (bucket == null) {
            return perSecond;
        }
        double refilled = (time.nanoTime() - bucket.atNanos()) / NANOS_PER_SECOND * perSecond;
        return Math.min(perSecond, bucket.left() + refilled);
    }
}
