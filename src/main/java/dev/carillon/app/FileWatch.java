package dev.carillon.app;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at files that others may change, every few seconds, on Vert.x's worker threads, one look at a time. */
final class FileWatch {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    static final Duration INTERVAL = Duration.ofSeconds(2);

    private FileWatch() {}

    /** Goes on until Vert.x ends. */
    static void start(Vertx vertx, Runnable look) {
        vertx.setTimer(INTERVAL.toMillis(), elapsed -> {
            var unused = vertx.executeBlocking(() -> {
                        look.run();
                        return null;
                    })
                    .onFailure(failure ->
                            LOG.atError().setCause(failure).log("files that may have changed cannot be looked at"))
                    .onComplete(looked -> start(vertx, look));
        });
    }
}
