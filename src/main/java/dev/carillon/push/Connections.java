package dev.carillon.push;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.push.address.EndpointUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;

/**
 * One event loop's connections to endpoints: kept alive, and bounded for each address and name. Belongs to that loop.
 * Vert.x's own pool hands any connection to anybody, and a request over one of another loop costs two hops between threads;
 * hence a client for each loop.
 */
final class Connections {
    /** Less than what servers usually grant, so that it is rarely they who close. */
    private static final int KEEP_ALIVE_SECONDS = 30;

    /**
     * Of an answer, all headers together: cookies and policies for browsers add up to more than the 8 KiB of Vert.x, and who
     * answered 200 must not be sent the same message again for them.
     */
    private static final int MAX_HEADER_BYTES = 64 * 1024;

    /** Requests for each connection: one for which it is being made, since that counts as waiting, and one more. */
    private static final int WAITING = 2;

    private final HttpClient client;
    private final Set<HttpConnection> unused = new HashSet<>();

    Connections(Vertx vertx, DeliveryConfig config, HttpClientOptions trusting) {
        client = vertx.httpClientBuilder()
                .with(new HttpClientOptions(trusting)
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setSslHandshakeTimeout(config.connectTimeout().toSeconds() + 1)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setDecompressionSupported(false)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setTcpNoDelay(true))
                .with(new PoolOptions()
                        .setHttp1MaxSize(config.perOrigin())
                        .setMaxWaitQueueSize(WAITING * config.perOrigin()))
                .withConnectHandler(this::onConnect)
                .build();
    }

    /** A request, without headers yet, over a connection to this very address. */
    Future<HttpClientRequest> request(EndpointUrl url, InetAddress address) {
        return client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                // The text of an address is resolved by nobody again; the name goes into SNI and the check of the
                // certificate.
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setSsl(url.isTls())
                .setURI(url.requestUri())
                .setFollowRedirects(false));
    }

    /** Whether this is the first request of a connection; asked once for each. */
    boolean isFirstUse(HttpConnection connection) {
        return unused.remove(connection);
    }

    Future<Void> close() {
        return client.close();
    }

    private void onConnect(HttpConnection connection) {
        InterimResponses.skipOn(connection);
        unused.add(connection);
        connection.closeHandler(closed -> unused.remove(connection));
    }
}
