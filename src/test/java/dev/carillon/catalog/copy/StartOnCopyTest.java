package dev.carillon.catalog.copy;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.confirmed;
import static dev.carillon.catalog.OpenCatalog.pending;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.NewApiKey;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.metrics.HealthCheck.State;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.TopicArn;
import dev.carillon.testing.CuttableProxy;
import dev.carillon.testing.TestDatabase;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartOnCopyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final SnsPermissions ALL = new SnsPermissions(true, true, true);

    @TempDir
    private Path folder;

    private TestDatabase database;
    private CuttableProxy proxy;
    private DatabaseConfig byProxy;

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        proxy = new CuttableProxy(database.host(), database.port());
        byProxy = new DatabaseConfig(database.urlBy("127.0.0.1", proxy.port()), 4, "");
    }

    @AfterEach
    void close() {
        proxy.close();
        database.close();
    }

    @Test
    void everythingThatWasAnsweredIsThereAtAStartWithoutTheDatabase() throws Exception {
        ProjectView before;
        ApiKey key;
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            ProjectScope scope = everything(catalog);
            before = catalog.view().project(scope).orElseThrow();
            key = ((Done<ApiKeys.Created>) within(catalog.catalog().apiKeys().create(NewApiKey.unlimited("ci"))))
                    .value()
                    .key();
        }
        proxy.cut();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            assertThat(catalog.view().isCopy()).isTrue();
            assertThat(catalog.view().project(before.scope())).contains(before);
            assertThat(catalog.view().apiKey(key.tokenHash())).contains(key);
            assertThat(health(catalog)).isEqualTo(State.DEGRADED);
            assertThat(catalog.catalog().identity().toString())
                    .isEqualTo(database.ask("SELECT id FROM carillon.instance").get(0));
        }
    }

    @Test
    void refusesChangesOnTheCopyAndMakesThemOnceTheDatabaseIsBack() throws Exception {
        ProjectScope scope = keepOneProject();
        proxy.cut();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            assertThat(within(catalog.writer().createTopic(arn(scope, "more"), Map.of(), Map.of())))
                    .isEqualTo(new Unavailable<>("the database is away"));
            assertThat(within(catalog.catalog().apiKeys().list())).isInstanceOf(Unavailable.class);

            proxy.restore();

            awaitHealth(catalog, State.UP);
            assertThat(within(catalog.writer().createTopic(arn(scope, "more"), Map.of(), Map.of())))
                    .isInstanceOf(Done.class);
            assertThat(catalog.view().isCopy()).isFalse();
            assertThat(catalog.loaded()).hasValue(1);
            assertThat(catalog.announced()).containsExactly(scope);
        }
    }

    @Test
    void startsOnTheCopyWhenTheServerTakesConnectionsAndSaysNothing() throws Exception {
        ProjectScope scope = keepOneProject();
        proxy.freeze();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            assertThat(catalog.view().isCopy()).isTrue();
            assertThat(catalog.view().topic(arn(scope, "orders"))).isPresent();

            proxy.restore();
            awaitHealth(catalog, State.UP);
        }
    }

    @Test
    void aChangeIsInTheCopyBeforeItIsAnswered() throws Exception {
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            ProjectScope scope = catalog.project();
            for (int i = 0; i < OpenCatalog.TOPICS_MAX; i++) {
                TopicArn topic = arn(scope, "topic-" + i);
                within(catalog.writer().createTopic(topic, Map.of(), Map.of()));
                assertThat(copy().projects().stream().flatMap(each -> each.topic(topic).stream()))
                        .hasSize(1);
            }
        }
    }

    @Test
    void announcesWhatTheCopyDidNotKnow() throws Exception {
        ProjectScope scope = keepOneProject();
        byte[] old = Files.readAllBytes(folder.resolve(CopyFile.NAME));
        ProjectScope other;
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            within(catalog.writer().createTopic(arn(scope, "late"), Map.of(), Map.of()));
            other = catalog.project();
        }
        Files.write(folder.resolve(CopyFile.NAME), old);
        proxy.cut();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            assertThat(catalog.view().topic(arn(scope, "late"))).isEmpty();
            assertThat(catalog.announced()).isEmpty();

            proxy.restore();

            awaitHealth(catalog, State.UP);
            assertThat(catalog.view().topic(arn(scope, "late"))).isPresent();
            assertThat(catalog.announced()).containsExactlyInAnyOrder(scope, other);
        }
    }

    @Test
    void standsBackWhenAnotherBrokerHasTheDatabaseByThen() throws Exception {
        ProjectScope scope = keepOneProject();
        proxy.cut();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            try (OpenCatalog other = OpenCatalog.on(database.config())) {
                proxy.restore();
                awaitHealth(catalog, State.DOWN);
                assertThat(within(catalog.writer().createTopic(arn(scope, "ours"), Map.of(), Map.of())))
                        .isEqualTo(new Unavailable<>("another broker has the database"));
                assertThat(within(other.writer().createTopic(arn(scope, "theirs"), Map.of(), Map.of())))
                        .isInstanceOf(Done.class);
            }
            awaitHealth(catalog, State.UP);
            assertThat(catalog.view().topic(arn(scope, "theirs"))).isPresent();
        }
    }

    @Test
    void doesNotTakeAnotherDatabaseForItsOwn() throws Exception {
        keepOneProject();
        proxy.cut();

        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            database.execute("UPDATE carillon.instance SET id = gen_random_uuid()");
            proxy.restore();

            await().during(Duration.ofSeconds(3))
                    .atMost(PATIENCE)
                    .until(() -> catalog.view().isCopy());
            assertThat(health(catalog)).isEqualTo(State.DEGRADED);
        }
    }

    @Test
    void doesNotStartOnACopyWhenTheDatabaseRefuses() throws Exception {
        keepOneProject();
        String url = database.url().replace("/test_", "/no_such_test_");

        assertThatThrownBy(() -> OpenCatalog.withCopy(new DatabaseConfig(url, 4, ""), folder)
                        .close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void saysWhyACopyCannotStandIn() throws Exception {
        keepOneProject();
        proxy.cut();
        Path file = folder.resolve(CopyFile.NAME);
        byte[] whole = Files.readAllBytes(file);

        whole[whole.length / 2] ^= 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> OpenCatalog.withCopy(byProxy, folder).close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("cannot be used")
                .hasMessageContaining(file + " is damaged: its checksum is wrong");

        Files.delete(file);
        assertThatThrownBy(() -> OpenCatalog.withCopy(byProxy, folder).close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("the data folder has no copy of the catalogue");
    }

    @Test
    void refusesACopyOfAnotherKey() throws Exception {
        keepOneProject();
        proxy.cut();

        assertThatThrownBy(() -> OpenCatalog.with(OpenCatalog.options(byProxy, folder, EncryptionKey.random()))
                        .close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("encrypted with another key");
    }

    @Test
    void aCopyThatCannotBeWrittenHoldsNobodyUp() throws Exception {
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder.resolve("nowhere"))) {
            assertThat(within(catalog.writer().createTopic(arn(catalog.project(), "orders"), Map.of(), Map.of())))
                    .isInstanceOf(Done.class);
        }
    }

    @Test
    void aCopyThatCannotBeWrittenHoldsUpNoStop() throws Exception {
        OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder.resolve("nowhere"));

        catalog.close();

        assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void oneCopyServesAllThatChangedMeanwhile() throws Exception {
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                all.add(catalog.writer().activate(OpenCatalog.newScope()));
            }
            within(Future.all(all));

            assertThat(copy().projects()).hasSize(50);
        }
    }

    private ProjectScope keepOneProject() throws Exception {
        try (OpenCatalog catalog = OpenCatalog.withCopy(byProxy, folder)) {
            ProjectScope scope = catalog.project();
            within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of()));
            return scope;
        }
    }

    private static ProjectScope everything(OpenCatalog catalog) throws Exception {
        ProjectScope scope = catalog.project();
        TopicArn topic = arn(scope, "orders");
        within(catalog.writer().createTopic(topic, Map.of("DisplayName", "Größe"), Map.of()));
        within(catalog.writer().createTopic(arn(scope, "empty"), Map.of(), Map.of()));
        within(catalog.writer().createCredential(scope, "one", ALL));
        within(catalog.writer().createCredential(scope, "two", new SnsPermissions(false, true, false)));
        within(catalog.subscribe(confirmed(topic, "http://127.0.0.1:1/a")));
        within(catalog.subscribe(pending(topic, "https://user:word@a.example/", Duration.ofDays(3))));
        return scope;
    }

    private CatalogCopy copy() throws Exception {
        return CopyDecoder.decode(CopyFile.read(folder).orElseThrow(), new SecretBox(OpenCatalog.KEY));
    }

    private static State health(OpenCatalog catalog) {
        return catalog.catalog().health().state().get();
    }

    private static void awaitHealth(OpenCatalog catalog, State state) {
        await().atMost(PATIENCE).until(() -> health(catalog) == state);
    }
}
