package dev.carillon.catalog;

import dev.carillon.catalog.database.DatabaseFailures;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to enter a database that was away at the start, again and again, with pauses that grow up to a bound. Belongs to
 * the catalogue's context.
 */
final class ComingBack {
    private static final Logger LOG = LoggerFactory.getLogger(ComingBack.class);
    private static final long LEAST_MILLIS = 500;
    private static final long MOST_MILLIS = 8_000;

    private final Context context;
    private final Supplier<Future<Void>> attempt;
    private long pauseMillis = LEAST_MILLIS;
    private long timer = -1;
    private boolean isStopped;
    private String lastReason = "";

    /** @param attempt leaves nothing open when it fails */
    ComingBack(Context context, Supplier<Future<Void>> attempt) {
        this.context = context;
        this.attempt = attempt;
    }

    /** Goes on until an attempt succeeds, or {@link #stop}. */
    void begin() {
        timer = context.owner().setTimer(pauseMillis, id -> attempt.get().onFailure(this::onFailure));
    }

    /** Begins no attempt any more. */
    void stop() {
        isStopped = true;
        boolean unused = context.owner().cancelTimer(timer);
    }

    private void onFailure(Throwable failure) {
        if (isStopped) {
            return;
        }
        String reason = String.valueOf(failure.getMessage());
        if (reason.equals(lastReason)) {
            LOG.atDebug().addKeyValue("error", reason).log("the database cannot be used yet");
        } else if (DatabaseFailures.isUnreachable(failure)) {
            LOG.atWarn().addKeyValue("error", reason).log("the database is still away");
        } else {
            LOG.atError().addKeyValue("error", reason).log("the database is there, and cannot be used");
        }
        lastReason = reason;
        pauseMillis = Math.min(MOST_MILLIS, 2 * pauseMillis);
        begin();
    }
}
