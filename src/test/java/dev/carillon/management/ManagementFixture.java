package dev.carillon.management;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Region;
import dev.carillon.model.SecretKey;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TimeSource;
import dev.carillon.model.TokenHash;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The management API on a free port, over a catalogue that shows what a test puts there. Without a writer, so that a call
 * that would change something meets a broken broker.
 */
final class ManagementFixture implements AutoCloseable {
    static final Region PARIS = new Region("fr-par");
    static final Instant CREATED = Instant.parse("2026-01-10T08:00:00.123456Z");
    static final ProjectId PROJECT = new ProjectId(UUID.fromString("11111111-1111-4111-8111-111111111111"));
    static final ProjectId FOREIGN = new ProjectId(UUID.fromString("22222222-2222-4222-8222-222222222222"));
    static final UUID TOKEN = UUID.fromString("aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa");
    static final UUID EXPIRED_TOKEN = UUID.fromString("bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb");
    static final UUID UNLIMITED_TOKEN = UUID.fromString("cccccccc-cccc-4ccc-8ccc-cccccccccccc");

    private final Vertx vertx =
            Vertx.vertx(new VertxOptions().setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)));
    private final ManagementVerticle verticle;
    private final String deployment;
    private final VirtualTime time = new VirtualTime();
    private final CatalogView view = CatalogViews.showing();
    private final Map<String, String> environment = new HashMap<>();

    private ManagementFixture(Map<String, String> environment, HttpServerOptions transport) {
        this.environment.putAll(environment);
        CatalogViews.showApiKeys(
                view,
                List.of(
                        key(TOKEN, Instant.MAX, Set.of(PROJECT)),
                        key(EXPIRED_TOKEN, time.now(), Set.of(PROJECT)),
                        key(UNLIMITED_TOKEN, Instant.MAX, Set.of())));
        verticle = new ManagementVerticle(services(config(this.environment), view, null, time, transport));
        deployment = await(vertx.deployVerticle(verticle));
    }

    static ManagementFixture start() {
        return start(Map.of());
    }

    static ManagementFixture start(Map<String, String> environment) {
        return new ManagementFixture(environment, new HttpServerOptions());
    }

    static ManagementFixture start(HttpServerOptions transport) {
        return new ManagementFixture(Map.of(), transport);
    }

    static ManagementServices services(
            BrokerConfig config, CatalogView view, CatalogWriter writer, TimeSource time, HttpServerOptions transport) {
        return new ManagementServices(
                config, view, writer, new BrokerMetrics(new SimpleMeterRegistry()), time, transport);
    }

    static BrokerConfig config(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("CARILLON_MANAGEMENT_PORT", "0");
        ConfigOutcome outcome = new ConfigLoader(all).load(Path.of("conf", "carillon.yaml"));
        if (outcome instanceof ConfigOutcome.Accepted accepted) {
            return accepted.config();
        }
        throw new IllegalArgumentException(outcome.toString());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    int port() {
        return verticle.port();
    }

    ManagementClient client() {
        return new ManagementClient(port(), TOKEN.toString());
    }

    VirtualTime time() {
        return time;
    }

    /** Begins to stop the API; completes when it has. */
    Future<Void> stop() {
        return vertx.undeploy(deployment);
    }

    /** Shows a project of the region as active, with these credentials. */
    void show(Region region, ProjectId project, Credential... credentials) {
        Map<UUID, Credential> byId = new LinkedHashMap<>();
        List.of(credentials).forEach(credential -> byId.put(credential.id(), credential));
        CatalogViews.show(
                view, new ProjectView(new ProjectScope(project, region), 1, CREATED, CREATED, Map.of(), byId));
    }

    static Credential credential(String name, ProjectId project, Instant created) {
        return new Credential(
                UUID.randomUUID(),
                name,
                new ProjectScope(project, PARIS),
                created,
                created,
                "K".repeat(20),
                new SecretKey("s".repeat(64)),
                "0".repeat(40),
                new SnsPermissions(true, false, true));
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static ApiKey key(UUID token, Instant expiresAt, Set<ProjectId> projects) {
        return new ApiKey(UUID.randomUUID(), "key", TokenHash.of(token.toString()), CREATED, expiresAt, projects);
    }
}
