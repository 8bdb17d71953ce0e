package dev.carillon.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts a client's attempts under way, so that its close waits for them. Safe on every thread. */
public final class AttemptCount {
    private final AtomicInteger underWay = new AtomicInteger();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean isClosing;

    /** Counts one more, which must end, whether or not it may be made: not any more when the client closes. */
    public boolean begin() {
        // Counted before it is asked, so that a close that does not see it is seen.
        underWay.incrementAndGet();
        return !isClosing;
    }

    public void end() {
        if (underWay.decrementAndGet() == 0 && isClosing) {
            drained.tryComplete();
        }
    }

    /** No attempt may be made from now on; completes when the last one has ended. */
    public Future<Void> drain() {
        isClosing = true;
        if (underWay.get() == 0) {
            drained.tryComplete();
        }
        return drained.future();
    }
}
