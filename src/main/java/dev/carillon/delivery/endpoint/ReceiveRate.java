package dev.carillon.delivery.endpoint;

import java.util.concurrent.TimeUnit;

/**
 * How many messages a second an endpoint is sent at most, first attempts and retries together. Each has its time, the same
 * span behind that of the one before; who comes late by no more than a timer does goes on from his time, so that the rate is
 * reached, and after a longer pause nothing is made up for. Belongs to the shard's thread.
 */
final class ReceiveRate {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long LATE = TimeUnit.MILLISECONDS.toNanos(10);

    private final long intervalNanos;
    private long nextNanos;

    /** The first may go now. */
    ReceiveRate(int perSecond, long nowNanos) {
        intervalNanos = Math.max(1, (SECOND + perSecond - 1) / perSecond);
        nextNanos = nowNanos;
    }

    /** When the next may be sent; in the past when it may be at once. */
    long nextNanos() {
        return nextNanos;
    }

    /** One is sent. */
    void sent(long nowNanos) {
        nextNanos = (nowNanos - nextNanos <= LATE ? nextNanos : nowNanos) + intervalNanos;
    }
}
