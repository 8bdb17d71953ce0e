package dev.carillon.app.step;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one place where a thread waits for a future: start and stop run on the main thread, step by step. */
public final class Awaited {
    private Awaited() {}

    /** Waits on a thread that is not one of Vert.x's; what the future failed with is thrown as it is. */
    public static <T> T within(Duration limit, Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        } catch (TimeoutException late) {
            throw new TimeoutException("it took longer than " + limit.toMillis() + " ms");
        }
    }
}
