package dev.carillon.app;

import io.vertx.core.Vertx;
import java.time.Duration;

/** Looks at files that others may change, every few seconds, on Vert.x's worker threads, one look at a time. */
final class FileWatch {
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private FileWatch() {}

    /** Goes on until Vert.x ends. */
    static void start(Vertx vertx, Runnable look) {
        vertx.setTimer(INTERVAL.toMillis(), elapsed -> {
            var unused = vertx.executeBlocking(() -> {
                        look.run();
                        return null;
                    })
                    .onComplete(looked -> start(vertx, look));
        });
    }
}
