package dev.carillon.management;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Counts the calls under way, so that the end waits for them. Belongs to the verticle's thread. */
final class Drain {
    private final Promise<Void> empty = Promise.promise();
    private int inFlight;
    private boolean isDraining;

    /** Whether new calls are refused. */
    boolean isDraining() {
        return isDraining;
    }

    void onBegin() {
        inFlight++;
    }

    void onEnd() {
        inFlight--;
        completeWhenEmpty();
    }

    /** Refuses new calls from now on; completes when the last one is answered, or after the grace. */
    Future<Void> begin(Vertx vertx, Duration grace) {
        isDraining = true;
        completeWhenEmpty();
        long timer = vertx.setTimer(Math.max(1, grace.toMillis()), late -> {
            var unused = empty.tryComplete();
        });
        return empty.future().onComplete(ended -> {
            boolean unused = vertx.cancelTimer(timer);
        });
    }

    private void completeWhenEmpty() {
        if (isDraining && inFlight == 0) {
            var unused = empty.tryComplete();
        }
    }
}
