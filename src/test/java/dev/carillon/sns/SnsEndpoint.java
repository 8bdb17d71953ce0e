package dev.carillon.sns;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.listener.AddressLimits;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.exchange.ExchangeParts;
import dev.carillon.sns.exchange.HeldBytes;
import dev.carillon.sns.exchange.PublicFile;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.testing.Credentials;
import dev.carillon.testing.FreePort;
import dev.carillon.testing.RawConnection;
import dev.carillon.testing.SignedCalls;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A running endpoint whose actions are the test's own. */
final class SnsEndpoint implements AutoCloseable {
    static final String ACCESS_KEY = "SCWHOLDER";
    static final String SECRET = "a secret of its own";
    static final String REGION = "fr-par";

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final CatalogView catalog = new CatalogView();
    private final ConcurrentLinkedQueue<SnsCall> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, PublicFile> files = new HashMap<>();
    private Function<SnsCall, Future<SnsReply>> actions = SnsEndpoint::echo;
    private Optional<KeyCertOptions> tls = Optional.empty();
    private TimeSource time = new TimeSource() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };
    private long mostBytes = 64 << 20;
    private int port;
    private String deployment = "";

    SnsEndpoint() {
        port = FreePort.any();
        show(Credentials.of(ACCESS_KEY, SECRET, REGION));
    }

    SnsEndpoint with(String variable, String value) {
        settings.put(variable, value);
        return this;
    }

    SnsEndpoint answering(Function<SnsCall, Future<SnsReply>> action) {
        actions = action;
        return this;
    }

    SnsEndpoint serving(String path, PublicFile file) {
        files.put(path, file);
        return this;
    }

    SnsEndpoint showing(KeyCertOptions identity) {
        tls = Optional.of(identity);
        return this;
    }

    SnsEndpoint by(TimeSource clock) {
        time = clock;
        return this;
    }

    SnsEndpoint holding(long bytes) {
        mostBytes = bytes;
        return this;
    }

    SnsEndpoint start() {
        settings.put("CARILLON_SNS_PORT", Integer.toString(port));
        BrokerConfig config = ((ConfigOutcome.Accepted) new ConfigLoader(settings).load()).config();
        ExchangeParts parts = new ExchangeParts(
                path -> Optional.ofNullable(files.get(path)),
                new AddressLimits(config.limits(), time),
                new HeldBytes(mostBytes),
                new BrokerMetrics(registry),
                time);
        deployment = await(vertx.deployVerticle(
                () -> new SnsVerticle(config, tls, catalog, parts, this::handle),
                new DeploymentOptions().setInstances(2)));
        return this;
    }

    /** Stops as the broker does, without closing what is around it. */
    Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    RawConnection connect() {
        return RawConnection.to(port);
    }

    /** What reached the actions, in order. */
    List<SnsCall> calls() {
        return new ArrayList<>(calls);
    }

    double refusals(String code) {
        return registry.find("carillon.sns.refusals").tag("code", code).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    SignedCalls holder() {
        return signer(ACCESS_KEY, SECRET, REGION);
    }

    SignedCalls signer(String accessKey, String secret, String region) {
        return new SignedCalls(uri(), region, accessKey, secret);
    }

    Credential permit(String accessKey, SnsPermissions permissions) {
        Credential credential = Credentials.of(accessKey, SECRET, REGION, permissions);
        show(credential);
        return credential;
    }

    /** Shows the project of a credential, with this one only. */
    ProjectView show(Credential credential) {
        ProjectView before = catalog.project(credential.scope())
                .orElseGet(
                        () -> new ProjectView(credential.scope(), 1, Instant.EPOCH, Instant.EPOCH, Map.of(), Map.of()));
        ProjectView after = before.withCredential(credential);
        CatalogViews.show(catalog, after);
        return after;
    }

    void showWithout(Credential credential) {
        CatalogViews.show(
                catalog, catalog.project(credential.scope()).orElseThrow().withoutCredential(credential.id()));
    }

    void deactivate() {
        CatalogViews.forget(
                catalog, catalog.project(Credentials.of("", "", REGION).scope()).orElseThrow());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private Future<SnsReply> handle(SnsCall call) {
        calls.add(call);
        return actions.apply(call);
    }

    /** Says what it was asked, and how long the message was. */
    private static Future<SnsReply> echo(SnsCall call) {
        String said = call.action().wireName() + " of "
                + call.caller().map(Credential::accessKey).orElse("nobody") + ": "
                + call.request().lengthBytes("Message");
        return Future.succeededFuture(SnsReply.ok(said.getBytes(StandardCharsets.UTF_8), WireProtocol.QUERY));
    }

    static Duration seconds(long count) {
        return Duration.ofSeconds(count);
    }
}
