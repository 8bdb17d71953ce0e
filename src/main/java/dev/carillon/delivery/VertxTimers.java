package dev.carillon.delivery;

import dev.carillon.delivery.turn.Timers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** Timers of a verticle's context; to be used on that context only. */
final class VertxTimers implements Timers {
    private final Vertx vertx;
    private final Context context;

    VertxTimers(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
    }

    @Override
    public Timer after(long nanos, Runnable task) {
        // Rounded up: a timer that fires early would only be set again.
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
        long id = vertx.setTimer(millis, fired -> task.run());
        return () -> {
            boolean unused = vertx.cancelTimer(id);
        };
    }

    @Override
    public void soon(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }
}
