package dev.carillon.listener;

import dev.carillon.model.TimeSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * A token bucket for each key, which holds a second's worth. Instead of tokens it keeps the moment at which the bucket
 * will be full again (the generic cell rate algorithm), so that a key that takes nothing needs no place:
 *
 * <pre>
 *   now          now + 1 s
 *    |---|---|---|---|          each token moves the moment on by 1 s / rate;
 *              ^ full again     behind the end of that second the bucket is empty
 * </pre>
 *
 * <p>Buckets that are full again are removed, once a second at most and when there are many. Keys for which there is no
 * more room share one bucket, or one with their neighbours as long as there is room for that. Safe on every thread; never
 * blocks for longer than another one's change of the same bucket.
 */
public final class TokenBuckets<K> {
    private static final long BURST_NANOS = 1_000_000_000L;
    private static final int WORTH_A_SWEEP = 1_024;

    /** There is room for one shared bucket to so many keys with one of their own. */
    private static final int KEYS_A_SHARED = 4;

    private static final Object ALL_OTHERS = new Object();

    private final long stepNanos;
    private final int mostKeys;
    private final Function<K, Object> neighbours;
    private final TimeSource time;
    private final Map<Object, Long> fullAgainNanos = new ConcurrentHashMap<>();
    private final AtomicLong nextSweepNanos;

    /**
     * All full.
     *
     * @param perSecond tokens, at least 1 and at most 1,000,000
     * @param mostKeys that have a bucket of their own
     */
    public TokenBuckets(int perSecond, int mostKeys, TimeSource time) {
        this(perSecond, mostKeys, key -> ALL_OTHERS, time);
    }

    /**
     * All full.
     *
     * @param neighbours by what keys are called together that share a bucket when there is no more room; like no key
     */
    TokenBuckets(int perSecond, int mostKeys, Function<K, Object> neighbours, TimeSource time) {
        stepNanos = BURST_NANOS / perSecond;
        this.mostKeys = mostKeys;
        this.neighbours = neighbours;
        this.time = time;
        nextSweepNanos = new AtomicLong(time.nanoTime());
    }

    /**
     * Takes tokens if there are enough, and none otherwise. Of a full bucket more can be had than it holds, since they
     * could never be had otherwise; it is filled later by as much.
     */
    public boolean take(K key, int tokens) {
        long span = tokens * stepNanos;
        long now = time.nanoTime();
        Object place = place(key, now);
        while (true) {
            Long before = fullAgainNanos.get(place);
            long missing = before == null ? 0 : Math.max(0, before - now);
            if (missing > 0 && missing + span > BURST_NANOS) {
                return false;
            }
            Long after = now + missing + span;
            if (before == null
                    ? fullAgainNanos.putIfAbsent(place, after) == null
                    : fullAgainNanos.replace(place, before, after)) {
                return true;
            }
        }
    }

    /** Gives back what was taken and not used. */
    public void giveBack(K key, int tokens) {
        fullAgainNanos.computeIfPresent(placeOfKnown(key), (place, moment) -> moment - tokens * stepNanos);
    }

    /** Takes a token, also when there is none; but whoever stops taking has one again within a moment. */
    void takeAnyway(K key) {
        long now = time.nanoTime();
        fullAgainNanos.merge(place(key, now), now + stepNanos, (moment, first) -> {
            long missing = Math.max(0, moment - now);
            return now + Math.min(missing + stepNanos, BURST_NANOS);
        });
    }

    boolean isEmpty(K key) {
        if (fullAgainNanos.isEmpty()) {
            return false;
        }
        Long moment = fullAgainNanos.get(placeOfKnown(key));
        return moment != null && moment - time.nanoTime() > BURST_NANOS - stepNanos;
    }

    /** How many buckets there are that may not be full. */
    int size() {
        return fullAgainNanos.size();
    }

    private Object place(K key, long now) {
        if (fullAgainNanos.size() >= WORTH_A_SWEEP && !fullAgainNanos.containsKey(key)) {
            sweep(now);
        }
        return placeOfKnown(key);
    }

    private Object placeOfKnown(K key) {
        if (hasRoom(key, mostKeys)) {
            return key;
        }
        Object shared = neighbours.apply(key);
        return hasRoom(shared, mostKeys + mostKeys / KEYS_A_SHARED) ? shared : ALL_OTHERS;
    }

    private boolean hasRoom(Object place, int most) {
        return fullAgainNanos.size() < most || fullAgainNanos.containsKey(place);
    }

    private void sweep(long now) {
        long due = nextSweepNanos.get();
        if (now - due >= 0 && nextSweepNanos.compareAndSet(due, now + BURST_NANOS)) {
            fullAgainNanos.values().removeIf(moment -> moment - now <= 0);
        }
    }
}
