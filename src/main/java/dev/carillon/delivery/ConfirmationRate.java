package dev.carillon.delivery;

import dev.carillon.model.TimeSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Lets through sixty confirmations an hour to each origin, so that nobody floods a third party's server by subscribing
 * it; each shard has an equal part of them. Belongs to the shard's thread.
 */
final class ConfirmationRate {
    static final int AN_HOUR = 60;
    private static final long HOUR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** Over so many origins within an hour, further ones are refused. */
    private static final int MOST_ORIGINS = 10_000;

    private final TimeSource time;
    private final int most;
    private final Map<String, Deque<Long>> sentByOrigin = new HashMap<>();

    /** One of several that together let no more through. */
    ConfirmationRate(TimeSource time, int shards) {
        this.time = time;
        this.most = Math.max(1, AN_HOUR / shards);
    }

    /** Counts one confirmation to an origin, if it may be sent. */
    boolean take(String origin) {
        long now = time.nanoTime();
        if (sentByOrigin.size() >= MOST_ORIGINS) {
            sentByOrigin.values().removeIf(sent -> now - sent.getLast() >= HOUR_NANOS);
        }
        if (sentByOrigin.size() >= MOST_ORIGINS && !sentByOrigin.containsKey(origin)) {
            return false;
        }
        Deque<Long> sent = sentByOrigin.computeIfAbsent(origin, name -> new ArrayDeque<>());
        while (!sent.isEmpty() && now - sent.getFirst() >= HOUR_NANOS) {
            sent.removeFirst();
        }
        if (sent.size() >= most) {
            return false;
        }
        sent.addLast(now);
        return true;
    }
}
