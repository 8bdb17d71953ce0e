package dev.carillon.catalog.view;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Calls from one thread to the owner of a state on another. */
public final class Contexts {
    private Contexts() {}

    /** Runs a task on its owner's context. The future completes on the context that called. */
    public static <T> Future<T> call(Context owner, Supplier<Future<T>> task) {
        Context caller = owner.owner().getOrCreateContext();
        Promise<T> answer = Promise.promise();
        owner.runOnContext(there -> Future.succeededFuture()
                .compose(start -> task.get())
                .onComplete((result, failure) -> caller.runOnContext(back -> answer.complete(result, failure))));
        return answer.future();
    }
}
