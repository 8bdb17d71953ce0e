package dev.carillon.delivery.turn;

import io.vertx.core.Future;
import java.util.concurrent.Callable;

/** Does what takes long on a thread of its own, so that the shard's goes on meanwhile. */
public interface Aside {
    /** The future completes on the shard's thread. */
    <T> Future<T> run(Callable<T> work);
}
