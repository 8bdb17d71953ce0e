package dev.carillon.delivery.endpoint;

import java.util.concurrent.TimeUnit;

/**
 * Leaves an endpoint's new messages on disk while it fails: open after ten failures in a row, then one new message at a
 * time probes it, after 1 s, 2 s, 4 s and so on up to a minute. Any success closes it. Belongs to the shard's thread.
 */
public final class CircuitBreaker {
    private static final int FAILURES = 10;
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Runnable onChange;
    private int failuresInRow;
    private long pauseNanos = FIRST_PAUSE_NANOS;
    private long probeAtNanos;

    /**
     * A closed one.
     *
     * @param onChange runs whenever it has opened, closed or chosen the time of the next probe
     */
    public CircuitBreaker(Runnable onChange) {
        this.onChange = onChange;
    }

    /** Takes up, without a word, where another one was open. */
    void reopen(long pause, long probeAt) {
        failuresInRow = FAILURES;
        pauseNanos = Math.max(FIRST_PAUSE_NANOS, Math.min(LONGEST_PAUSE_NANOS, pause));
        probeAtNanos = probeAt;
    }

    public boolean isOpen() {
        return failuresInRow >= FAILURES;
    }

    /** When the next probe may be made; has a meaning only while it is open. */
    public long probeAtNanos() {
        return probeAtNanos;
    }

    /** How long before the next probe the last one was. */
    long pauseNanos() {
        return pauseNanos;
    }

    public void probed(long nowNanos) {
        pauseNanos = Math.min(LONGEST_PAUSE_NANOS, 2 * pauseNanos);
        probeAtNanos = nowNanos + pauseNanos;
        onChange.run();
    }

    void succeeded() {
        boolean wasOpen = isOpen();
        failuresInRow = 0;
        pauseNanos = FIRST_PAUSE_NANOS;
        if (wasOpen) {
            onChange.run();
        }
    }

    void failed(long nowNanos) {
        if (failuresInRow < FAILURES && ++failuresInRow == FAILURES) {
            probeAtNanos = nowNanos + pauseNanos;
            onChange.run();
        }
    }
}
