package dev.carillon.sns.exchange;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * The requests that an event loop has accepted and not yet answered, and the bytes of their bodies. Both are bounded:
 * what comes over it is refused, not queued. A reply that its client has not taken yet takes nobody's place; only a drain
 * waits for it. Belongs to its event loop.
 */
final class InFlight {
    private final int mostRequests;
    private final long mostBytes;
    private final Promise<Void> drained = Promise.promise();
    private int requests;
    private int answered;
    private long bytes;
    private boolean isDraining;

    InFlight(int mostRequests, long mostBytes) {
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    boolean isDraining() {
        return isDraining;
    }

    boolean isFull() {
        return requests - answered > mostRequests;
    }

    /** Each that begins must end. */
    void begin() {
        requests++;
    }

    /** The reply of one is on its way to its client. */
    void answered() {
        answered++;
    }

    /**
     * One is over, whose bytes were released.
     *
     * @param wasAnswered whether it was said to be
     */
    void end(boolean wasAnswered) {
        requests--;
        answered -= wasAnswered ? 1 : 0;
        completeWhenEmpty();
    }

    boolean reserve(int more) {
        if (bytes + more > mostBytes) {
            return false;
        }
        bytes += more;
        return true;
    }

    void release(long heldBytes) {
        bytes -= heldBytes;
    }

    /** Completes once nothing is in flight any more. */
    Future<Void> drain() {
        isDraining = true;
        completeWhenEmpty();
        return drained.future();
    }

    private void completeWhenEmpty() {
        if (isDraining && requests == 0) {
            drained.tryComplete();
        }
    }
}
