package dev.carillon.bench.e2e;

import dev.carillon.testing.FreePort;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * Stands for function URLs. {@code /f/...} counts and answers 200; {@code /timed} also notes when the message with the
 * number after {@code idx=} came, and {@code /timed/E}, for E below {@link #ENDPOINTS}, notes it for each endpoint E; what
 * {@link BadEndpoints} names misbehaves. Whoever asks for a confirmation gets it. {@code /count} and {@code /times} tell
 * what was received, {@code /forget} clears the times.
 */
final class Receiver extends AbstractVerticle {
    static final int MAX_TIMED = 300_000;

    /** {@code ISOLATION_ENDPOINTS} in the environment of the driver, whose children inherit it. */
    static final int ENDPOINTS = Integer.parseInt(System.getenv().getOrDefault("ISOLATION_ENDPOINTS", "100"));

    private static final LongAdder RECEIVED = new LongAdder();
    /** Monotonic nanoseconds, comparable between the processes of one Linux machine. */
    private static final AtomicLongArray TIMES = new AtomicLongArray(MAX_TIMED);

    private final int port;
    private final HttpClient client;

    private Receiver(int port, HttpClient client) {
        this.port = port;
        this.client = client;
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        int cores = Runtime.getRuntime().availableProcessors();
        int port = FreePort.any();
        HttpClient client = vertx.createHttpClient();
        vertx.deployVerticle(() -> new Receiver(port, client), new DeploymentOptions().setInstances(cores))
                .onSuccess(all -> System.out.println(port))
                .onFailure(failure -> System.exit(1));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer()
                .requestHandler(this::onRequest)
                .listen(port, "0.0.0.0")
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private void onRequest(HttpServerRequest request) {
        switch (request.path()) {
            case "/count" -> request.response().end(Long.toString(RECEIVED.sum()));
            case "/times" -> request.response().end(times());
            case "/forget" -> onForget(request);
            default -> request.body().onSuccess(body -> onBody(request, body));
        }
    }

    private static void onMessage(HttpServerRequest request) {
        RECEIVED.increment();
        request.response().end();
    }

    private void onBody(HttpServerRequest request, Buffer body) {
        if ("SubscriptionConfirmation".equals(request.getHeader("x-amz-sns-message-type"))) {
            confirm(body.toJsonObject().getString("SubscribeURL"));
            request.response().end();
        } else if (request.path().startsWith(BadEndpoints.PREFIX)) {
            BadEndpoints.answer(vertx, request);
        } else if (request.path().equals("/timed")) {
            onTimed(request, numberIn(body));
        } else if (request.path().startsWith("/timed/")) {
            int endpoint = Integer.parseInt(request.path().substring("/timed/".length()));
            onTimed(request, numberIn(body) * ENDPOINTS + endpoint);
        } else {
            onMessage(request);
        }
    }

    private void confirm(String url) {
        client.request(new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url))
                .compose(HttpClientRequest::send)
                .onFailure(failure -> System.exit(1));
    }

    private static void onTimed(HttpServerRequest request, int at) {
        TIMES.compareAndSet(at, 0, System.nanoTime());
        onMessage(request);
    }

    private static void onForget(HttpServerRequest request) {
        for (int i = 0; i < MAX_TIMED; i++) {
            TIMES.set(i, 0);
        }
        request.response().end();
    }

    private static int numberIn(Buffer body) {
        int number = 0;
        for (int i = indexOf(body); i < body.length() && Character.isDigit(body.getByte(i)); i++) {
            number = number * 10 + body.getByte(i) - '0';
        }
        return number;
    }

    private static int indexOf(Buffer body) {
        for (int i = 0; i + 4 < body.length(); i++) {
            if (body.getByte(i) == 'i'
                    && body.getByte(i + 1) == 'd'
                    && body.getByte(i + 2) == 'x'
                    && body.getByte(i + 3) == '=') {
                return i + 4;
            }
        }
        throw new IllegalArgumentException("no number in the message");
    }

    private static Buffer times() {
        Buffer all = Buffer.buffer(MAX_TIMED * Long.BYTES);
        for (int i = 0; i < MAX_TIMED; i++) {
            all.appendLong(TIMES.get(i));
        }
        return all;
    }
}
