package dev.carillon.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts a client's attempts under way, so that its close waits for them. Safe on every thread. */
public final class AttemptCount {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptCount.class);

    private final AtomicInteger underWay = new AtomicInteger();
    private final Promise<Void> drained = Promise.promise();
    private volatile boolean isClosing;

    /** Counts one more, which must end, whether or not it may be made: not any more when the client closes. */
    public boolean begin() {
        // Counted before it is asked, so that a close that does not see it is seen.
        underWay.incrementAndGet();
        return !isClosing;
    }

    /**
     * Tells the caller how an attempt that was counted ended, on any thread; then it counts no more. Whoever asked may be gone
     * by now, as a verticle whose stop waited no longer: nobody hears of it then, and the close waits for it all the same.
     */
    public void end(Promise<AttemptOutcome> caller, AttemptOutcome outcome) {
        try {
            caller.complete(outcome);
        } catch (RejectedExecutionException gone) {
            LOG.debug("an attempt ended that nobody waits for any more");
        } finally {
            end();
        }
    }

    private void end() {
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
