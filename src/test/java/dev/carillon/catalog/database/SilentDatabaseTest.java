package dev.carillon.catalog.database;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.metrics.HealthCheck.State;
import dev.carillon.model.ProjectScope;
import dev.carillon.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that hangs, on a machine that does not: nothing is refused, nothing closed, and nothing answered. */
class SilentDatabaseTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private PostgresServer server;
    private OpenCatalog catalog;
    private ProjectScope scope;

    @BeforeEach
    void open() throws Exception {
        server = PostgresServer.make(folder);
        catalog = OpenCatalog.on(new DatabaseConfig(server.url(), 4, ""));
        scope = catalog.project();
    }

    @AfterEach
    void close() {
        server.goOn();
        catalog.close();
        server.close();
    }

    @Test
    void refusesChangesWhileItHangsAndGoesOnWithIt() throws Exception {
        server.hang();

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Unavailable.class);
        awaitHealth(State.DEGRADED);
        assertThat(within(catalog.catalog().apiKeys().list())).isInstanceOf(Unavailable.class);

        server.goOn();
        awaitHealth(State.UP);
        assertThat(within(catalog.writer().createTopic(arn(scope, "invoices"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    @Test
    void endsThoughItHangsAndLeavesTheDatabaseToTheNext() throws Exception {
        server.hang();
        within(catalog.catalog().close());
        server.goOn();

        try (OpenCatalog next = OpenCatalog.on(new DatabaseConfig(server.url(), 4, ""))) {
            assertThat(next.view().project(scope)).isPresent();
        }
    }

    private void awaitHealth(State state) {
        await().atMost(PATIENCE).until(() -> catalog.catalog().health().state().get() == state);
    }
}
