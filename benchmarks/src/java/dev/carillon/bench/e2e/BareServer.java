package dev.carillon.bench.e2e;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.AtomicInteger;

/** The yardstick for publishing: reads a request's body and answers 400 bytes, on an event loop a core. */
final class BareServer extends AbstractVerticle {
    private static final Buffer REPLY = Buffer.buffer("x".repeat(400));
    private static final AtomicInteger PORT = new AtomicInteger();

    private BareServer() {}

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int cores = Runtime.getRuntime().availableProcessors();
        vertx.deployVerticle(BareServer::new, new DeploymentOptions().setInstances(1))
                .compose(
                        first -> vertx.deployVerticle(BareServer::new, new DeploymentOptions().setInstances(cores - 1)))
                .onSuccess(all -> System.out.println(PORT.get()))
                .onFailure(failure -> System.exit(1));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(request ->
                        request.body().onSuccess(body -> request.response().end(REPLY)))
                .listen(PORT.get(), "127.0.0.1")
                .onSuccess(server -> PORT.set(server.actualPort()))
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
