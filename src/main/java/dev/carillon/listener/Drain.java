package dev.carillon.listener;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Counts what is under way on a listener, so that its end waits for it. Belongs to the listener's event loop. */
public final class Drain {
    private final Promise<Void> empty = Promise.promise();
    private int underWay;
    private boolean isDraining;

    /** Whether what is new is refused. */
    public boolean isDraining() {
        return isDraining;
    }

    /** One more is under way; each that begins must end. */
    public void begin() {
        underWay++;
    }

    public void end() {
        underWay--;
        completeWhenEmpty();
    }

    /** Has what is new refused from now on; completes when nothing is under way any more, or after the grace. */
    public Future<Void> drain(Vertx vertx, Duration grace) {
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
        if (isDraining && underWay == 0) {
            var unused = empty.tryComplete();
        }
    }
}
