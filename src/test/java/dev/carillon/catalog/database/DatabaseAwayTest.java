package dev.carillon.catalog.database;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.metrics.HealthCheck.State;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Topic;
import dev.carillon.testing.CuttableProxy;
import dev.carillon.testing.LogLines;
import dev.carillon.testing.TestDatabase;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatabaseAwayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** One is given up after a second, and the next begins a second later. */
    private static final Duration SEVERAL_ATTEMPTS = Duration.ofSeconds(5);

    private TestDatabase database;
    private CuttableProxy proxy;
    private OpenCatalog catalog;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.create();
        proxy = new CuttableProxy(database.host(), database.port());
        catalog = OpenCatalog.on(new DatabaseConfig(database.urlBy("127.0.0.1", proxy.port()), 4, ""));
    }

    @AfterEach
    void close() {
        catalog.close();
        proxy.close();
        database.close();
    }

    @Test
    void answersReadsAndRefusesChangesWhileTheDatabaseIsAwayAndRecovers() throws Exception {
        ProjectScope scope = catalog.project();
        Topic topic = made(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())));

        proxy.cut();

        awaitHealth(State.DEGRADED);
        assertThat(catalog.view().topic(topic.arn())).contains(topic);
        assertThat(within(catalog.writer().createTopic(arn(scope, "more"), Map.of(), Map.of())))
                .isEqualTo(new Unavailable<>("the database is away"));
        assertThat(within(catalog.catalog().apiKeys().list())).isInstanceOf(Unavailable.class);

        proxy.restore();

        awaitHealth(State.UP);
        assertThat(within(catalog.writer().createTopic(arn(scope, "more"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    @Test
    void loadsAProjectAgainWhenItIsUnknownWhetherAChangeWasCommitted() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.cutAfter("COMMIT");

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Unavailable.class);
        assertThat(catalog.view().topic(arn(scope, "orders"))).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> database.ask("SELECT name FROM carillon.topic").contains("orders"));

        proxy.restore();

        await().atMost(PATIENCE)
                .until(() -> catalog.view().topic(arn(scope, "orders")).isPresent());
        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isEqualTo(
                        new Existed<>(catalog.view().topic(arn(scope, "orders")).orElseThrow()));
        assertThat(catalog.announced()).hasSize(2);
    }

    @Test
    void loadsAProjectAgainAlsoWhenOnlyTheConnectionOfItsChangeWasLost() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.cutOneAfter("COMMIT");

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Unavailable.class);

        await().atMost(PATIENCE)
                .until(() -> catalog.view().topic(arn(scope, "orders")).isPresent());
        assertThat(catalog.catalog().health().state().get()).isEqualTo(State.UP);
    }

    @Test
    void loadsTheApiKeysAgainWhenTheyCouldNotBeLoadedAfterAChange() throws Exception {
        await().atMost(PATIENCE).until(() -> proxy.open() == 1);
        proxy.refuse();
        database.execute("INSERT INTO carillon.api_key (id, name, token_hash, created_at, projects)"
                + " VALUES (gen_random_uuid(), 'theirs', 'ab', now(), '{}')");
        await().atMost(PATIENCE).until(() -> proxy.refused() > 0);

        proxy.admit();

        await().atMost(PATIENCE).until(() -> catalog.view().apiKeys().size() == 1);
    }

    @Test
    void doesNotKnowAnActivationWhoseCommitIsUnknownUntilItIsLoaded() throws Exception {
        ProjectScope scope = OpenCatalog.newScope();
        proxy.cutAfter("COMMIT");

        assertThat(within(catalog.writer().activate(scope))).isInstanceOf(Unavailable.class);
        proxy.restore();

        await().atMost(PATIENCE).until(() -> catalog.view().project(scope).isPresent());
        assertThat(within(catalog.writer().activate(scope))).isInstanceOf(Existed.class);
    }

    @Test
    void givesUpOnADatabaseThatSaysNothing() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.freeze();

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Unavailable.class);
        awaitHealth(State.DEGRADED);

        proxy.restore();
        awaitHealth(State.UP);
        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    @Test
    void comesBackToADatabaseThatSaidNothingToSeveralAttempts() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.freeze();
        awaitHealth(State.DEGRADED);

        await().during(SEVERAL_ATTEMPTS)
                .atMost(PATIENCE)
                .until(() -> catalog.catalog().health().state().get() == State.DEGRADED);
        proxy.restore();

        awaitHealth(State.UP);
        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    @Test
    void refusesASecondBrokerByName() {
        assertThatThrownBy(() -> OpenCatalog.on(database.config()).close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("in use by another broker: carillon ")
                .hasMessageContaining(" " + ProcessHandle.current().pid() + " ");
    }

    @Test
    void standsBackWhenAnotherBrokerTookTheDatabaseAndComesBackAfterIt() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.cut();
        awaitHealth(State.DEGRADED);

        try (OpenCatalog other = OpenCatalog.on(database.config())) {
            proxy.restore();
            awaitHealth(State.DOWN);
            assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                    .isEqualTo(new Unavailable<>("another broker has the database"));
            assertThat(within(other.writer().createTopic(arn(scope, "theirs"), Map.of(), Map.of())))
                    .isInstanceOf(Done.class);
        }

        awaitHealth(State.UP);
        assertThat(catalog.view().topic(arn(scope, "theirs"))).isPresent();
        assertThat(within(catalog.writer().createTopic(arn(scope, "ours"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    /** The answer to a change was long under way: what another broker made of the project meanwhile is shown already. */
    @Test
    void aLateAnswerPutsNothingBackThatAnotherBrokerChangedMeanwhile() throws Exception {
        ProjectScope scope = catalog.project();
        proxy.holdAfter("COMMIT");
        Future<WriteOutcome<Topic>> late = catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of());
        await().atMost(PATIENCE)
                .until(() -> database.ask("SELECT name FROM carillon.topic").contains("orders"));

        beAnotherBrokerThatDeletesAllTopics();
        awaitHealth(State.DEGRADED);
        awaitHealth(State.UP);
        proxy.release();

        WriteOutcome<Topic> unused = within(late);
        assertThat(catalog.view().topic(arn(scope, "orders"))).isEmpty();
    }

    @Test
    void comesBackOnlyWithWhatAnotherBrokerChangedThoughLoadingItFailsAtFirst() throws Exception {
        ProjectScope scope = catalog.project();
        Topic topic = made(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())));
        proxy.cutOneAfter("generation, activated_at");

        beAnotherBrokerThatDeletesAllTopics();
        awaitHealth(State.DEGRADED);
        awaitHealth(State.UP);

        assertThat(catalog.view().topic(topic.arn())).isEmpty();
    }

    private void beAnotherBrokerThatDeletesAllTopics() {
        database.execute("UPDATE carillon.instance SET epoch = epoch + 1;"
                + " UPDATE carillon.project SET generation = generation + 1;"
                + " DELETE FROM carillon.topic;"
                + " SELECT pg_terminate_backend(pid) FROM pg_locks"
                + " WHERE locktype = 'advisory' AND granted"
                + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }

    /** As a server does that has not noticed the end of a connection. */
    @Test
    void blamesNobodyElseWhenAConnectionOfItsOwnHasTheLock() throws Exception {
        String name = database.ask("SELECT application_name FROM pg_stat_activity"
                        + " WHERE application_name LIKE 'carillon %' AND datname = current_database()")
                .get(0);
        try (LogLines lines = LogLines.of(Ownership.class)) {
            proxy.cut();
            awaitHealth(State.DEGRADED);
            try (OpenCatalog other = OpenCatalog.on(database.config())) {
                proxy.restore();
                awaitHealth(State.DOWN);
                var unused = CompletableFuture.runAsync(() -> database.execute("SET application_name = '" + name
                        + "'; SELECT pg_advisory_lock(" + CatalogSql.LOCK_KEY + "); SELECT pg_sleep(60)"));
                await().atMost(PATIENCE)
                        .until(() -> !database.ask(
                                        "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                                .isEmpty());
                assertThat(other.view().projects()).isEmpty();
            }

            awaitHealth(State.UP);
            assertThat(lines.list())
                    .filteredOn(line -> line.getMessage().equals("another broker has the database"))
                    .hasSize(1);
        }
    }

    @Test
    void aBrokerThatLostTheDatabaseWithoutNoticingChangesNothing() throws Exception {
        ProjectScope scope = catalog.project();
        database.execute("UPDATE carillon.instance SET epoch = epoch + 1");

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isEqualTo(new Unavailable<>("another broker has taken the database over"));

        assertThat(database.ask("SELECT name FROM carillon.topic")).isEmpty();
    }

    @Test
    void seesWhatSomebodyElseChangedInTheDatabaseBeforeTheNextChange() throws Exception {
        ProjectScope scope = catalog.project();
        database.execute("UPDATE carillon.project SET generation = generation + 5");

        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Unavailable.class);
        assertThat(within(catalog.writer().createTopic(arn(scope, "orders"), Map.of(), Map.of())))
                .isInstanceOf(Done.class);
    }

    @Test
    void refusesTheWrongKey() throws Exception {
        within(catalog.writer().createCredential(catalog.project(), "one", new SnsPermissions(true, true, true)));
        proxy.cut();

        assertThatThrownBy(() -> OpenCatalog.with(
                                OpenCatalog.options(database.config(), Path.of("nowhere"), EncryptionKey.random()))
                        .close())
                .isInstanceOf(CatalogStartException.class)
                .hasMessageContaining("the encryption key is not the one");
    }

    private void awaitHealth(State state) {
        await().atMost(PATIENCE).until(() -> catalog.catalog().health().state().get() == state);
    }

    private static <T> T made(WriteOutcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }
}
