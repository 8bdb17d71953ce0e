package dev.carillon.journal;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many encoded bytes of messages a project holds, and how many it may. The one mutable number that shards share: a
 * project's topics are spread over all of them. Safe on every thread.
 */
final class ProjectQuota {
    private final long allowedBytes;
    private final AtomicLong storedBytes = new AtomicLong();

    ProjectQuota(long allowedBytes) {
        this.allowedBytes = allowedBytes;
    }

    /** Takes so many bytes, or none at all when that would be too much. */
    boolean reserve(long bytes) {
        long stored = storedBytes.get();
        while (stored + bytes <= allowedBytes) {
            if (storedBytes.compareAndSet(stored, stored + bytes)) {
                return true;
            }
            stored = storedBytes.get();
        }
        return false;
    }

    void release(long bytes) {
        storedBytes.addAndGet(-bytes);
    }

    /** Counts what was on disk before the start; it may be more than is allowed now. */
    void restore(long bytes) {
        storedBytes.addAndGet(bytes);
    }

    long storedBytes() {
        return storedBytes.get();
    }

    long allowedBytes() {
        return allowedBytes;
    }
}
