package dev.carillon.push.sqs;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The SDK's calls as futures of one loop, each given up after its time.
 *
 * @param patience an attempt's; the first to a queue makes two calls
 */
record Calls(Context context, Duration patience) {
    <T> Future<T> of(CompletableFuture<T> call) {
        return Future.fromCompletionStage(call, context)
                .timeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(failure -> call.cancel(true));
    }
}
