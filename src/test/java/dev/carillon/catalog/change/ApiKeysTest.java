package dev.carillon.catalog.change;

import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.StandaloneApiKeys;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.ProjectId;
import dev.carillon.model.TokenHash;
import dev.carillon.testing.CuttableProxy;
import dev.carillon.testing.TestDatabase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiKeysTest {
    private static final Duration MOMENTS = Duration.ofSeconds(10);

    private TestDatabase database;
    private OpenCatalog catalog;
    private Vertx vertx;

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.create();
        catalog = OpenCatalog.on(database.config());
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() throws Exception {
        catalog.close();
        within(vertx.close());
        database.close();
    }

    @Test
    void makesAKeyThatIsKnownAtOnceByTheHashOfItsToken() throws Exception {
        ProjectId project = new ProjectId(UUID.randomUUID());
        Instant expiry = OpenCatalog.TIME.now().plus(Duration.ofDays(1));

        ApiKeys.Created made = done(catalog.catalog().apiKeys().create(new NewApiKey("ci", expiry, Set.of(project))));

        Optional<ApiKey> known = catalog.view().apiKey(TokenHash.of(made.token().toString()));
        assertThat(known).contains(made.key());
        assertThat(made.key().covers(project)).isTrue();
        assertThat(made.key().covers(new ProjectId(UUID.randomUUID()))).isFalse();
        assertThat(made.key().isExpired(expiry)).isTrue();
        assertThat(database.ask("SELECT api_key::text FROM carillon.api_key").get(0))
                .doesNotContain(made.token().toString());
    }

    @Test
    void makesAKeyWithAGivenTokenOnce() throws Exception {
        UUID token = UUID.randomUUID();
        ApiKey first = done(catalog.catalog().apiKeys().add(token, NewApiKey.unlimited("quickstart")));

        WriteOutcome<ApiKey> again =
                within(catalog.catalog().apiKeys().add(token, NewApiKey.unlimited("another name")));

        assertThat(again).isEqualTo(new Existed<>(first));
        assertThat(first.expiresAt()).isEqualTo(Instant.MAX);
        assertThat(first.covers(new ProjectId(UUID.randomUUID()))).isTrue();
        assertThat(done(catalog.catalog().apiKeys().list())).containsExactly(first);
    }

    @Test
    void refusesASecondKeyOfTheSameName() throws Exception {
        ApiKeys.Created first = done(catalog.catalog().apiKeys().create(NewApiKey.unlimited("ci")));

        WriteOutcome<ApiKeys.Created> second =
                within(catalog.catalog().apiKeys().create(NewApiKey.unlimited("ci")));

        assertThat(second).isInstanceOf(Existed.class);
        assertThat(((Existed<ApiKeys.Created>) second).value().key()).isEqualTo(first.key());
    }

    @Test
    void revokesByIdOrByName() throws Exception {
        ApiKeys keys = catalog.catalog().apiKeys();
        ApiKey one = done(keys.create(NewApiKey.unlimited("one"))).key();
        ApiKey two = done(keys.create(NewApiKey.unlimited("two"))).key();

        assertThat(done(keys.revoke("one"))).isEqualTo(one);
        assertThat(done(keys.revoke(two.id().toString()))).isEqualTo(two);

        assertThat(within(keys.revoke("one"))).isEqualTo(new Missing<>());
        assertThat(catalog.view().apiKey(one.tokenHash())).isEmpty();
        assertThat(catalog.view().apiKey(two.tokenHash())).isEmpty();
        assertThat(done(keys.list())).isEmpty();
    }

    @Test
    void aRunningBrokerLearnsWithinMomentsOfKeysMadeAndRevokedByAnotherProcess() throws Exception {
        StandaloneApiKeys other =
                within(StandaloneApiKeys.open(vertx, database.config(), Path.of("nowhere"), OpenCatalog.TIME));

        ApiKey made = done(other.apiKeys().create(NewApiKey.unlimited("ci"))).key();
        await().atMost(MOMENTS)
                .until(() -> catalog.view().apiKey(made.tokenHash()).isPresent());

        done(other.apiKeys().revoke("ci"));
        await().atMost(MOMENTS)
                .until(() -> catalog.view().apiKey(made.tokenHash()).isEmpty());
        within(other.close());
    }

    @Test
    void learnsOfWhatHappenedWhileItCouldNotListen() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(database.host(), database.port());
                TestDatabase own = TestDatabase.create();
                OpenCatalog deaf = OpenCatalog.on(new DatabaseConfig(own.urlBy("127.0.0.1", proxy.port()), 2, ""))) {
            StandaloneApiKeys other =
                    within(StandaloneApiKeys.open(vertx, own.config(), Path.of("nowhere"), OpenCatalog.TIME));
            proxy.cut();
            ApiKey made =
                    done(other.apiKeys().create(NewApiKey.unlimited("ci"))).key();
            proxy.restore();

            await().atMost(MOMENTS)
                    .until(() -> deaf.view().apiKey(made.tokenHash()).isPresent());
            within(other.close());
        }
    }

    @Test
    void knowsItsKeysAfterARestart() throws Exception {
        ApiKey made = done(catalog.catalog().apiKeys().create(NewApiKey.unlimited("ci")))
                .key();
        catalog.close();

        catalog = OpenCatalog.on(database.config());

        assertThat(catalog.view().apiKey(made.tokenHash())).contains(made);
        assertThat(done(catalog.catalog().apiKeys().list())).isEqualTo(List.of(made));
    }

    @ParameterizedTest
    @CsvSource({
        "10001-01-23 04:05:06+00, +10001-01-23T04:05:06Z",
        "294276-12-31 23:59:59+00, +294276-12-31T23:59:59Z",
        "infinity, +1000000000-12-31T23:59:59.999999999Z",
        "0001-01-01 00:00:00+00 BC, 0000-01-01T00:00:00Z",
    })
    void aKeyThatExpiresAtAnyTimeIsRead(String stored, Instant expiry) throws Exception {
        ApiKey made = done(catalog.catalog().apiKeys().create(NewApiKey.unlimited("y10k")))
                .key();
        String hash = made.tokenHash();

        database.execute("UPDATE carillon.api_key SET expires_at = '" + stored + "'");

        await().atMost(MOMENTS)
                .until(() ->
                        catalog.view().apiKey(hash).orElseThrow().expiresAt().equals(expiry));
        catalog.close();
        catalog = OpenCatalog.on(database.config());
        assertThat(catalog.view().apiKey(hash).map(ApiKey::expiresAt)).contains(expiry);
        ApiKeys keys = catalog.catalog().apiKeys();
        assertThat(done(keys.list()).stream().map(ApiKey::expiresAt)).containsExactly(expiry);
        assertThat(done(keys.revoke("y10k")).id()).isEqualTo(made.id());
    }

    @Test
    void aKeyThatExpiredBeforeAllTimeIsRead() throws Exception {
        ApiKey made = done(catalog.catalog().apiKeys().create(NewApiKey.unlimited("old")))
                .key();

        database.execute("UPDATE carillon.api_key SET expires_at = '-infinity'");

        await().atMost(MOMENTS)
                .until(() ->
                        catalog.view().apiKey(made.tokenHash()).orElseThrow().isExpired(OpenCatalog.TIME.now()));
        assertThat(done(catalog.catalog().apiKeys().revoke("old")).id()).isEqualTo(made.id());
    }

    @Test
    void noKeyIsMadeThatExpiresAfterTheYear9999() {
        Instant last = Instant.parse("9999-12-31T23:59:59Z");

        assertThat(new NewApiKey("ci", last, Set.of()).expiresAt()).isEqualTo(last);
        assertThatIllegalArgumentException().isThrownBy(() -> new NewApiKey("ci", last.plusSeconds(1), Set.of()));
    }

    @Test
    void noKeyIsMadeWithoutANameOrWithControlCharactersInIt() {
        for (String name : List.of("", "x".repeat(501), "a\tb", "a\nb", "a\u2028b")) {
            assertThatIllegalArgumentException().isThrownBy(() -> NewApiKey.unlimited(name));
        }
        assertThat(NewApiKey.unlimited("x".repeat(500)).name()).hasSize(500);
    }

    private static <T> T done(io.vertx.core.Future<WriteOutcome<T>> future) throws Exception {
        WriteOutcome<T> outcome = within(future);
        assertThat(outcome).isInstanceOf(Done.class);
        return ((Done<T>) outcome).value();
    }
}
