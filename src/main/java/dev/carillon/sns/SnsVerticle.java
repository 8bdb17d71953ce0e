package dev.carillon.sns;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.SnsConfig;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.call.Calls;
import dev.carillon.sns.call.RequestAuthenticator;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.exchange.ExchangeParts;
import dev.carillon.sns.exchange.Ingress;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The SNS endpoint on one event loop: HTTP/1.1, and HTTP/2 where there is TLS. To be deployed once a core, with the
 * standard threading model; the instances share the port, the catalogue in memory, the {@link ExchangeParts} and what their
 * routers work with.
 *
 * <p>A stop refuses what comes from then on (503, and the connection closes), waits for what is in flight, within the
 * configured grace, and closes the port. Whatever carries actions out must stop after it.
 */
public final class SnsVerticle extends VerticleBase {
    /** Enough for every action's GET; AWS's own limit for a URL is not documented. */
    private static final int INITIAL_LINE_BYTES = 4 * 1024;

    private static final int HEADER_BYTES = 8 * 1024;
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int STREAMS_PER_CONNECTION = 100;
    private static final Duration LAST_BYTES = Duration.ofSeconds(1);

    private final BrokerConfig config;
    private final Optional<KeyCertOptions> tls;
    private final CatalogView catalog;
    private final ExchangeParts parts;
    private final Function<SnsCall, Future<SnsReply>> actions;
    private @Nullable Ingress ingress;
    private @Nullable HttpServer server;

    /**
     * Makes one instance, to be deployed.
     *
     * @param tls the identity to show; empty for plain HTTP
     */
    public SnsVerticle(
            BrokerConfig config,
            Optional<KeyCertOptions> tls,
            CatalogView catalog,
            ExchangeParts parts,
            ActionRouter router) {
        this(config, tls, catalog, parts, router::handle);
    }

    SnsVerticle(
            BrokerConfig config,
            Optional<KeyCertOptions> tls,
            CatalogView catalog,
            ExchangeParts parts,
            Function<SnsCall, Future<SnsReply>> actions) {
        this.config = config;
        this.tls = tls;
        this.catalog = catalog;
        this.parts = parts;
        this.actions = actions;
    }

    @Override
    public Future<?> start() {
        RequestAuthenticator authenticator = new RequestAuthenticator(catalog, config.regions(), parts.time());
        Calls calls = new Calls(authenticator, parts.addresses(), actions);
        HttpServerOptions options = options();
        Ingress requests = new Ingress(vertx, config.sns(), parts, calls, options);
        requests.watch();
        ingress = requests;
        HttpServer listener = vertx.createHttpServer(options)
                .connectionHandler(requests::onConnection)
                .requestHandler(requests::onRequest)
                .invalidRequestHandler(requests::onInvalidRequest);
        server = listener;
        return listener.listen(config.listen().snsPort(), config.listen().bindAddress());
    }

    @Override
    public Future<?> stop() {
        if (ingress == null || server == null) {
            return Future.succeededFuture();
        }
        HttpServer listener = server;
        return ingress.drain(config.listen().shutdownGrace())
                .eventually(() -> listener.shutdown(LAST_BYTES.toMillis(), TimeUnit.MILLISECONDS));
    }

    private HttpServerOptions options() {
        SnsConfig sns = config.sns();
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(INITIAL_LINE_BYTES)
                .setMaxHeaderSize(HEADER_BYTES)
                .setMaxChunkSize(CHUNK_BYTES)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(false)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(STREAMS_PER_CONNECTION)
                        .setMaxHeaderListSize(HEADER_BYTES));
        options.setUseProxyProtocol(config.listen().isBehindProxy());
        options.setIdleTimeout((int) sns.idleTimeout().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        tls.ifPresent(identity -> options.setSsl(true)
                .setKeyCertOptions(identity)
                .setUseAlpn(true)
                .setSslHandshakeTimeout(sns.requestDeadline().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS));
        return options;
    }
}
