package dev.carillon.journal;

import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Says when the disk is so full that nothing more should be written. A full disk is noticed late: pages that were
 * written to memory may find no place on disk after their messages were acknowledged. Safe on every thread.
 */
final class DiskWatermark {
    /** Asking the system takes microseconds, too many for each message. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final TimeSource time;
    private final long leastBytes;
    private final LongSupplier usableBytes;
    private final AtomicLong nextLookNanos;
    private volatile boolean isTooFull;

    DiskWatermark(TimeSource time, long leastBytes, LongSupplier usableBytes) {
        this.time = time;
        this.leastBytes = leastBytes;
        this.usableBytes = usableBytes;
        this.nextLookNanos = new AtomicLong(time.nanoTime());
    }

    boolean isTooFull() {
        long now = time.nanoTime();
        long due = nextLookNanos.get();
        if (now - due >= 0 && nextLookNanos.compareAndSet(due, now + EVERY.toNanos())) {
            isTooFull = usableBytes.getAsLong() < leastBytes;
        }
        return isTooFull;
    }
}
