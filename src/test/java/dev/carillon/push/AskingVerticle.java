package dev.carillon.push;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.function.Supplier;

/** Begins an attempt on threads of its own, and is gone before that ends. */
public final class AskingVerticle extends VerticleBase {
    private final Supplier<Future<AttemptOutcome>> ask;

    private AskingVerticle(Supplier<Future<AttemptOutcome>> ask) {
        this.ask = ask;
    }

    /** Returns when the attempt is under way and nobody is there to hear of it. */
    public static void askAndGo(Vertx vertx, Supplier<Future<AttemptOutcome>> ask) {
        DeploymentOptions options = new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("asking")
                .setWorkerPoolSize(1);
        String deployment =
                vertx.deployVerticle(new AskingVerticle(ask), options).await();
        vertx.undeploy(deployment).await();
    }

    @Override
    public Future<?> start() {
        Future<AttemptOutcome> unused = ask.get().onComplete(ended -> {});
        return Future.succeededFuture();
    }
}
