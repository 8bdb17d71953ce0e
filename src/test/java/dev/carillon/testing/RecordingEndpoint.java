package dev.carillon.testing;

import dev.carillon.testing.Reply.Ending;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An endpoint on loopback that records what is posted to it, and replies to each path as it was told: 200 unless told
 * otherwise. Safe on every thread; {@link #received} holds a request once its body is complete.
 */
public final class RecordingEndpoint implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Map<String, Deque<Reply>> scripts = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final String scheme;
    private final HttpServer server;

    /**
     * One request.
     *
     * @param uri path and query
     * @param connection the client's port, which tells connections apart
     */
    public record Received(String method, String uri, MultiMap headers, Buffer body, int connection) {
        public String header(String name) {
            return Optional.ofNullable(headers.get(name)).orElse("");
        }

        public String text() {
            return body.toString();
        }
    }

    private RecordingEndpoint(String scheme, HttpServerOptions options) {
        this.scheme = scheme;
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::onRequest)
                .listen(0, "127.0.0.1")
                .await();
    }

    public static RecordingEndpoint start() {
        return new RecordingEndpoint("http", new HttpServerOptions());
    }

    /** Speaks TLS only. */
    public static RecordingEndpoint startTls(TestCertificate certificate) {
        PemKeyCertOptions identity = new PemKeyCertOptions()
                .setCertValue(Buffer.buffer(certificate.certificate()))
                .setKeyValue(Buffer.buffer(certificate.key()));
        return new RecordingEndpoint(
                "https", new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(identity));
    }

    public int port() {
        return server.actualPort();
    }

    /** The URL of a path, by IP address. */
    public String url(String path) {
        return url("127.0.0.1", path);
    }

    public String url(String host, String path) {
        return scheme + "://" + host + ":" + port() + path;
    }

    /** Replies to the next requests of a path in this order, and to all after them like to the last. */
    public void script(String path, Reply... replies) {
        scripts.put(path, new ArrayDeque<>(Arrays.asList(replies)));
    }

    /** Everything so far, in order of arrival. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** What came for a path, whatever its query. */
    public List<Received> received(String path) {
        return received.stream()
                .filter(each -> each.uri().equals(path) || each.uri().startsWith(path + "?"))
                .toList();
    }

    @Override
    public void close() {
        vertx.close().await();
    }

    private void onRequest(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
            received.add(new Received(
                    request.method().name(),
                    request.uri(),
                    headers,
                    body,
                    request.remoteAddress().port()));
            Reply reply = nextReply(request.path());
            if (reply.delay().isZero()) {
                send(request, reply);
            } else {
                vertx.setTimer(reply.delay().toMillis(), due -> send(request, reply));
            }
        });
    }

    private Reply nextReply(String path) {
        Deque<Reply> script = scripts.get(path);
        if (script == null) {
            return Reply.ok();
        }
        synchronized (script) {
            return script.size() > 1 ? script.removeFirst() : script.getFirst();
        }
    }

    private static void send(HttpServerRequest request, Reply reply) {
        if (reply.ending() == Ending.HANG) {
            return;
        }
        if (reply.ending() == Ending.DROP) {
            request.connection().close();
            return;
        }
        HttpServerResponse response = request.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        Buffer body = Buffer.buffer("x".repeat(reply.bodyBytes()));
        if (reply.ending() == Ending.COMPLETE) {
            response.end(body);
        } else {
            response.setChunked(true).write(body);
        }
    }
}
