package dev.carillon.delivery.turn;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;

/** Counts a shard's attempts under way, and waits for their end when the shard stops. Belongs to its thread. */
public final class UnderWay {
    private final Promise<Void> drained = Promise.promise();
    private int attempts;
    private boolean isDraining;

    /** For the metrics page, which another thread makes. */
    private volatile int shown;

    public void began() {
        attempts++;
        shown = attempts;
    }

    public void ended() {
        attempts--;
        shown = attempts;
        if (isDraining && attempts == 0) {
            boolean unused = drained.tryComplete();
        }
    }

    /** How many there are; on any thread. */
    public int shown() {
        return shown;
    }

    /** Whether no attempt may begin any more. */
    public boolean isDraining() {
        return isDraining;
    }

    /** Completes when the last attempt has ended, or the grace has. */
    public Future<Void> drain(Timers timers, Duration grace) {
        isDraining = true;
        if (attempts == 0) {
            boolean unused = drained.tryComplete();
        } else {
            var unused = timers.after(grace.toNanos(), drained::tryComplete);
        }
        return drained.future();
    }
}
