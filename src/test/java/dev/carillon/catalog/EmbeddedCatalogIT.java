package dev.carillon.catalog;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.NewApiKey;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Region;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalogue on the embedded server, whatever database other tests use. */
class EmbeddedCatalogIT {
    private static final DatabaseConfig EMBEDDED = new DatabaseConfig("", 2, "");
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    private Path dataFolder;

    @Test
    void showsTheSameAfterARestart() throws Exception {
        List<ProjectView> before;
        try (OpenCatalog first = open()) {
            ProjectScope scope = first.project();
            within(first.writer().createTopic(arn(scope, "orders"), Map.of("DisplayName", "Orders"), Map.of()));
            before = List.copyOf(first.view().projects());
        }

        try (OpenCatalog second = open()) {
            assertThat(second.view().projects()).containsExactlyElementsOf(before);
        }
    }

    @Test
    void recoversFromADatabaseServerThatIsKilled() throws Exception {
        try (OpenCatalog catalog = open()) {
            ProjectScope scope = catalog.project();

            assertThat(server().destroyForcibly()).isTrue();

            await().atMost(PATIENCE)
                    .until(() -> within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of()))
                            instanceof Done);
            assertThat(catalog.view().topic(arn(scope, "orders"))).isPresent();
        }
    }

    @Test
    void takesOverWhatAKilledBrokerLeft() throws Exception {
        UUID project = UUID.randomUUID();
        try (ChildCatalog child = ChildCatalog.start(dataFolder, project)) {
            child.awaitLine("active");
            ProcessHandle leftover = server();
            child.kill();
            assertThat(leftover.isAlive()).isTrue();

            try (OpenCatalog next = open()) {
                assertThat(next.view().project(scope(project))).isPresent();
                assertThat(server().pid()).isNotEqualTo(leftover.pid());
            }
        }
    }

    @Test
    void refusesADataFolderThatAnotherBrokerUses() throws Exception {
        try (ChildCatalog child = ChildCatalog.start(dataFolder, UUID.randomUUID())) {
            child.awaitLine("active");

            assertThatThrownBy(() -> open().close())
                    .isInstanceOf(CatalogStartException.class)
                    .hasMessage("the data folder " + dataFolder + " is in use by another broker");
            child.end();
        }
    }

    @Test
    void runsForAUserWhoIsNotRoot() throws Exception {
        Path shared = Files.createTempDirectory("carillon-plain");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path theirs = shared.resolve("data");
        UUID project = UUID.randomUUID();
        try (ChildCatalog child =
                isRoot() ? ChildCatalog.startAsNobody(shared, theirs, project) : ChildCatalog.start(theirs, project)) {
            child.awaitLine("active");
            child.end();

            if (isRoot()) {
                assertThat(ChildCatalog.forbidden(shared)).isEmptyFile();
            }
            try (OpenCatalog next = OpenCatalog.with(OpenCatalog.options(EMBEDDED, theirs, OpenCatalog.KEY))) {
                assertThat(next.view().project(scope(project))).isPresent();
            }
        } finally {
            delete(shared);
        }
    }

    @Test
    void makesAndRevokesKeysBesideARunningBrokerAndWithoutOne() throws Exception {
        Vertx vertx = Vertx.vertx();
        ApiKey made;
        StandaloneApiKeys alone = within(StandaloneApiKeys.open(vertx, EMBEDDED, dataFolder, OpenCatalog.TIME));
        made = key(within(alone.apiKeys().create(NewApiKey.unlimited("early"))));
        within(alone.close());

        try (OpenCatalog catalog = open()) {
            assertThat(catalog.view().apiKey(made.tokenHash())).contains(made);
            StandaloneApiKeys beside = within(StandaloneApiKeys.open(vertx, EMBEDDED, dataFolder, OpenCatalog.TIME));
            within(beside.apiKeys().revoke("early"));
            within(beside.close());

            await().atMost(PATIENCE)
                    .until(() -> catalog.view().apiKey(made.tokenHash()).isEmpty());
            assertThat(within(catalog.writer().activate(OpenCatalog.newScope())))
                    .isInstanceOf(Done.class);
        }
        within(vertx.close());
    }

    private static ApiKey key(WriteOutcome<ApiKeys.Created> outcome) {
        return ((Done<ApiKeys.Created>) outcome).value().key();
    }

    private OpenCatalog open() throws Exception {
        return OpenCatalog.with(OpenCatalog.options(EMBEDDED, dataFolder, OpenCatalog.KEY));
    }

    private ProcessHandle server() throws IOException {
        String pid = Files.readString(dataFolder.resolve("postgresql/data-17/postmaster.pid"))
                .lines()
                .findFirst()
                .orElseThrow();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static ProjectScope scope(UUID project) {
        return new ProjectScope(new ProjectId(project), new Region("fr-par"));
    }

    private static boolean isRoot() throws IOException {
        return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
