package dev.carillon.bench.e2e;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;

/**
 * The yardstick for delivering: posts the same body to the receiver over and over, on an event loop a core. Arguments:
 * the receiver's port, the body's length, requests in flight.
 */
final class BareClient extends AbstractVerticle {
    private final int port;
    private final Buffer body;
    private final int inFlight;

    private BareClient(int port, Buffer body, int inFlight) {
        this.port = port;
        this.body = body;
        this.inFlight = inFlight;
    }

    public static void main(String[] arguments) {
        int cores = Runtime.getRuntime().availableProcessors();
        int port = Integer.parseInt(arguments[0]);
        Buffer body = Buffer.buffer("x".repeat(Integer.parseInt(arguments[1])));
        int inFlight = Integer.parseInt(arguments[2]) / cores;
        Vertx.vertx()
                .deployVerticle(() -> new BareClient(port, body, inFlight), new DeploymentOptions().setInstances(cores))
                .onSuccess(all -> System.out.println("posting"))
                .onFailure(failure -> System.exit(1));
    }

    @Override
    public void start() {
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(inFlight));
        for (int i = 0; i < inFlight; i++) {
            post(client);
        }
    }

    private void post(HttpClient client) {
        client.request(HttpMethod.POST, port, "127.0.0.1", "/f/0")
                .compose(request -> request.putHeader("Content-Type", "text/plain; charset=UTF-8")
                        .send(body))
                .compose(response -> response.body())
                .onSuccess(reply -> post(client))
                .onFailure(failure -> System.exit(1));
    }
}
