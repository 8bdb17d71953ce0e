package dev.carillon.delivery.shard;

import dev.carillon.model.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many confirmations an hour through to each origin, so that nobody floods a third party's server by subscribing
 * it. One for all shards. Safe on every thread: what is known of an origin is looked at and changed only while the map
 * keeps everybody else from it.
 */
public final class ConfirmationRate {
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Over so many origins within an hour, further ones are refused. */
    private static final int MOST_ORIGINS = 10_000;

    /** A flood of new origins must not make each of them look at all others. */
    private static final long BETWEEN_SWEEPS_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int mostPerHour;
    private final TimeSource time;
    private final Map<String, Deque<Long>> sentByOrigin = new ConcurrentHashMap<>();
    private final AtomicLong nextSweepNanos;

    public ConfirmationRate(int mostPerHour, TimeSource time) {
        this.mostPerHour = mostPerHour;
        this.time = time;
        nextSweepNanos = new AtomicLong(time.nanoTime());
    }

    /** Counts one confirmation to an origin, if it may be sent. */
    public boolean take(String origin) {
        long now = time.nanoTime();
        boolean[] isTaken = {false};
        if (hasRoomFor(origin, now)) {
            sentByOrigin.compute(origin, (name, known) -> {
                Deque<Long> sent = known == null ? new ArrayDeque<>() : known;
                forgetOld(sent, now);
                isTaken[0] = sent.size() < mostPerHour;
                if (isTaken[0]) {
                    sent.addLast(now);
                }
                return sent;
            });
        }
        return isTaken[0];
    }

    /** How many origins got one within the last hour, or a little earlier. */
    int origins() {
        return sentByOrigin.size();
    }

    /** Shards that come at the same moment may pass the bound by one each. */
    private boolean hasRoomFor(String origin, long now) {
        if (sentByOrigin.size() < MOST_ORIGINS || sentByOrigin.containsKey(origin)) {
            return true;
        }
        long due = nextSweepNanos.get();
        if (now - due >= 0 && nextSweepNanos.compareAndSet(due, now + BETWEEN_SWEEPS_NANOS)) {
            sweep(now);
        }
        return sentByOrigin.size() < MOST_ORIGINS;
    }

    private void sweep(long now) {
        for (String origin : sentByOrigin.keySet()) {
            sentByOrigin.computeIfPresent(origin, (name, sent) -> {
                forgetOld(sent, now);
                return sent.isEmpty() ? null : sent;
            });
        }
    }

    private static void forgetOld(Deque<Long> sent, long now) {
        while (!sent.isEmpty() && now - sent.getFirst() >= HOUR_NANOS) {
            sent.removeFirst();
        }
    }
}
