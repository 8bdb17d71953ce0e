package dev.carillon.delivery.turn;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;

/** Does at once what is to be done aside, or once a test says so. */
public final class HeldAside implements Aside {
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean isHolding;
    private boolean isFailing;

    public void hold() {
        isHolding = true;
    }

    public boolean isHolding() {
        return isHolding;
    }

    /** The next does not succeed. */
    public void failNext() {
        isFailing = true;
    }

    public void release() {
        isHolding = false;
        while (!held.isEmpty()) {
            held.remove().run();
        }
    }

    @Override
    public <T> Future<T> run(Callable<T> work) {
        if (isFailing) {
            isFailing = false;
            return Future.failedFuture(new OutOfMemoryError("no space"));
        }
        Promise<T> done = Promise.promise();
        Runnable task = () -> {
            try {
                done.complete(work.call());
            } catch (Exception failure) {
                done.fail(failure);
            }
        };
        if (isHolding) {
            held.add(task);
        } else {
            task.run();
        }
        return done.future();
    }
}
