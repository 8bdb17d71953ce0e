package dev.carillon.bench.e2e;

import dev.carillon.testing.FreePort;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** The yardstick for publishing: reads a request's body and answers 400 bytes, on an event loop a core. */
final class BareServer extends AbstractVerticle {
    private static final Buffer REPLY = Buffer.buffer("x".repeat(400));

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int cores = Runtime.getRuntime().availableProcessors();
        int port = FreePort.any();
        vertx.deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(cores))
                .onSuccess(all -> System.out.println(port))
                .onFailure(failure -> System.exit(1));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(request ->
                        request.body().onSuccess(body -> request.response().end(REPLY)))
                .listen(port, "127.0.0.1")
                .<Void>mapEmpty()
                .onComplete(started);
    }
}
