package dev.carillon.app.step;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The one place where a thread waits for something: start and stop run on the main thread, step by step. */
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

    /** The same for what blocks: a thread of its own does it, and is left alone when it takes longer. */
    public static <T> T within(Duration limit, Step<T> blocking) throws Exception {
        Promise<T> ended = Promise.promise();
        Thread thread = new Thread(
                () -> {
                    try {
                        ended.complete(blocking.take());
                    } catch (Exception | Error failure) {
                        ended.fail(failure);
                    }
                },
                "step");
        thread.setDaemon(true);
        thread.start();
        return within(limit, ended.future());
    }
}
