package dev.carillon.delivery;

import java.util.concurrent.TimeUnit;

/**
 * Leaves an endpoint's new messages on disk while it fails: open after ten failures in a row, then one new message at a
 * time probes it, after 1 s, 2 s, 4 s and so on up to a minute. Any success closes it. Belongs to the shard's thread.
 */
final class CircuitBreaker {
    private static final int FAILURES = 10;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private int failuresInRow;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long probeAtNanos;

    boolean isOpen() {
        return failuresInRow >= FAILURES;
    }

    /** When the next probe may be made; has a meaning only while it is open. */
    long probeAtNanos() {
        return probeAtNanos;
    }

    void probed(long nowNanos) {
        pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        probeAtNanos = nowNanos + pauseNanos;
    }

    void succeeded() {
        failuresInRow = 0;
        pauseNanos = FIRST_PAUSE_NANOS;
    }

    void failed(long nowNanos) {
        if (failuresInRow < FAILURES && ++failuresInRow == FAILURES) {
            probeAtNanos = nowNanos + pauseNanos;
        }
    }
}
