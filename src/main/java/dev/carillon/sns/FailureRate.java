package dev.carillon.sns;

import dev.carillon.model.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A token bucket for each address, which holds a second's worth. Instead of tokens it keeps the moment at which the
 * bucket will be full again (the generic cell rate algorithm), so that an address that behaves takes no place:
 *
 * <pre>
 *   now          now + 1 s
 *    |---|---|---|---|          each failure moves the moment on by 1 s / rate;
 *              ^ full again     behind the end of that second the bucket is empty
 * </pre>
 *
 * Addresses for which there is no more room share one bucket. Safe on every thread.
 */
final class FailureRate {
    private static final int MOST_ADDRESSES = 16_384;
    private static final long BURST_NANOS = 1_000_000_000L;
    private static final String ALL_OTHERS = "";

    private final long stepNanos;
    private final TimeSource time;
    private final Map<String, Long> fullAgainNanos = new ConcurrentHashMap<>();

    FailureRate(int perSecond, TimeSource time) {
        stepNanos = BURST_NANOS / perSecond;
        this.time = time;
    }

    void failed(String address) {
        long now = time.nanoTime();
        if (fullAgainNanos.size() >= MOST_ADDRESSES) {
            fullAgainNanos.values().removeIf(moment -> moment - now <= 0);
        }
        fullAgainNanos.merge(place(address), now + stepNanos, (moment, first) -> after(moment, now));
    }

    boolean isExceeded(String address) {
        if (fullAgainNanos.isEmpty()) {
            return false;
        }
        Long moment = fullAgainNanos.get(place(address));
        return moment != null && moment - time.nanoTime() > BURST_NANOS - stepNanos;
    }

    /** How many addresses have a bucket that is not full. */
    int addresses() {
        return fullAgainNanos.size();
    }

    /** Never further than the bucket is deep: whoever stops failing is heard again within moments. */
    private long after(long moment, long now) {
        long base = moment - now > 0 ? moment : now;
        return Math.min(base - now + stepNanos, BURST_NANOS) + now;
    }

    private String place(String address) {
        boolean hasRoom = fullAgainNanos.size() < MOST_ADDRESSES || fullAgainNanos.containsKey(address);
        return hasRoom ? address : ALL_OTHERS;
    }
}
