package dev.carillon.management;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ListenConfig;
import dev.carillon.listener.AddressLimits;
import dev.carillon.listener.Drain;
import dev.carillon.listener.Peers;
import dev.carillon.listener.ReplyDate;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The management API on a port of its own; one instance, on an event loop, which owns all its state. It listens when the
 * deployment has succeeded. Its end answers new calls with 503, waits for those under way, at most for the configured grace,
 * and closes.
 */
public final class ManagementVerticle extends VerticleBase {
    private static final int MAX_INITIAL_LINE_BYTES = 4 * 1024;
    private static final int MAX_HEADER_BYTES = 8 * 1024;

    private final ManagementServices services;
    private final BrokerConfig config;
    private final Drain drain = new Drain();
    private @Nullable HttpServer server;

    public ManagementVerticle(ManagementServices services) {
        this.services = services;
        config = services.config();
    }

    @Override
    public Future<?> start() {
        return ContractFile.read(vertx).compose(this::listen).onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        return drain.drain(vertx, config.listen().shutdownGrace())
                .compose(drained -> Objects.requireNonNull(server, "only what was started is stopped")
                        .close());
    }

    /** The port that was taken in place of 0; after the start. */
    int port() {
        return Objects.requireNonNull(server, "only what was started has a port")
                .actualPort();
    }

    private Future<HttpServer> listen(ContractFile file) {
        ReplyWriter writer = new ReplyWriter(services.metrics(), new ReplyDate(services.time()));
        AddressLimits addresses = new AddressLimits(config.limits(), services.time());
        HttpServerOptions options = options();
        Peers peers = new Peers(addresses, services.time(), config.sns().requestDeadline(), options);
        peers.watch(vertx);
        TokenAuthenticator authenticator = new TokenAuthenticator(services.catalog(), services.time(), addresses);
        Reception reception = new Reception(drain, peers, addresses, authenticator, services.time(), writer);
        OperationRoute route = new OperationRoute(authenticator, config.regions(), writer);
        Router router = new ManagementRouter(services, reception, route, writer).router(vertx, file);
        return vertx.createHttpServer(options)
                .connectionHandler(peers::onConnection)
                .invalidRequestHandler(request -> reception.refuseStray(
                        request, RestError.malformedRequest().andClose()))
                .requestHandler(router)
                .listen();
    }

    /** HTTP/1.1 only: deadlines and shares are counted by connection, which many calls of HTTP/2 would share. */
    private HttpServerOptions options() {
        ListenConfig listen = config.listen();
        HttpServerOptions options = new HttpServerOptions(services.transport());
        options.setHost(listen.bindAddress()).setPort(listen.managementPort());
        options.setUseProxyProtocol(listen.isBehindProxy());
        options.setUseAlpn(false).setHttp2ClearTextEnabled(false);
        options.setMaxInitialLineLength(MAX_INITIAL_LINE_BYTES).setMaxHeaderSize(MAX_HEADER_BYTES);
        options.setIdleTimeout((int) config.sns().idleTimeout().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        options.setSslHandshakeTimeout(config.sns().requestDeadline().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
        return options;
    }
}
