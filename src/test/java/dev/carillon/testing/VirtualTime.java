package dev.carillon.testing;

import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to advance. Safe on every thread. */
public final class VirtualTime implements TimeSource {
    private volatile Instant start;
    private final AtomicLong elapsedNanos = new AtomicLong();
    private volatile long lookNanos;

    public VirtualTime() {
        this(Instant.parse("2026-01-15T10:30:00Z"));
    }

    public VirtualTime(Instant start) {
        this.start = start;
    }

    @Override
    public Instant now() {
        return start.plusNanos(elapsedNanos.get());
    }

    @Override
    public long nanoTime() {
        return elapsedNanos.getAndAdd(lookNanos);
    }

    /** From now on each look at the monotonic clock takes so long; at first it takes no time. */
    public void setLookNanos(long nanos) {
        lookNanos = nanos;
    }

    /** Sets the wall clock back; the monotonic one goes on. */
    public void setBack(Duration span) {
        start = start.minus(span);
    }

    /** Sets the wall clock ahead; the monotonic one goes on. */
    public void setAhead(Duration span) {
        start = start.plus(span);
    }

    public void advance(Duration span) {
        elapsedNanos.addAndGet(span.toNanos());
    }
}
