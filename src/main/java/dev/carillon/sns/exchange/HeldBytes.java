package dev.carillon.sns.exchange;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes of requests that arrive or are carried out, and of replies that wait to be taken, over all event loops: they
 * share one heap. Bounded: what comes over it is refused, not queued. Safe on every thread.
 */
public final class HeldBytes {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    public HeldBytes(long most) {
        this.most = most;
    }

    /** Takes so many, or none; what was taken must be released. */
    boolean reserve(long bytes) {
        if (held.addAndGet(bytes) <= most) {
            return true;
        }
        release(bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }
}
