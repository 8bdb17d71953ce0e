package dev.carillon.catalog.server;

import static dev.carillon.catalog.OpenCatalog.arn;
import static dev.carillon.catalog.OpenCatalog.confirmed;
import static dev.carillon.catalog.OpenCatalog.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.catalog.OpenCatalog;
import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Subscription;
import dev.carillon.model.TopicArn;
import dev.carillon.testing.TestDatabase;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What earlier versions left in a database. */
class MigrationsTest {
    private static final String LONG_ENDPOINT = "https://a.example/" + "x".repeat(2_000) + "/été";

    @Test
    void keepsTheSubscriptionsThatTheFirstVersionMade() throws Exception {
        try (TestDatabase database = TestDatabase.create()) {
            ProjectScope scope = OpenCatalog.newScope();
            TopicArn topic = arn(scope, "orders");
            migrateTo("1", database);
            database.execute(subscriptionOfTheFirstVersion(scope));

            try (OpenCatalog catalog = OpenCatalog.on(database.config())) {
                Subscription kept = catalog.view().topic(topic).orElseThrow().subscriptions().values().stream()
                        .findFirst()
                        .orElseThrow();
                assertThat(kept.endpoint()).isEqualTo(LONG_ENDPOINT);
                assertThat(within(catalog.subscribe(confirmed(topic, LONG_ENDPOINT))))
                        .isEqualTo(new Existed<>(kept));
            }
        }
    }

    @Test
    void theDatabaseItselfHasOneSubscriptionToEachEndpoint() throws Exception {
        try (TestDatabase database = TestDatabase.create();
                OpenCatalog catalog = OpenCatalog.on(database.config())) {
            TopicArn topic = arn(catalog.project(), "orders");
            within(catalog.writer().createTopic(topic, Map.of(), Map.of()));
            assertThat(within(catalog.subscribe(confirmed(topic, LONG_ENDPOINT))))
                    .isInstanceOf(Done.class);

            assertThatThrownBy(() -> database.execute("""
                            INSERT INTO carillon.subscription (topic_no, id, protocol, endpoint, token_hash, start_seq,
                                   is_confirmation_authenticated, is_unsubscribe_authenticated, created_at, attributes)
                            SELECT topic_no, gen_random_uuid(), protocol, endpoint, '', 1, false, false, now(), '{}'
                              FROM carillon.subscription
                            """)).hasMessageContaining("subscription_endpoint");
        }
    }

    private static void migrateTo(String version, TestDatabase database) throws CatalogStartException {
        DatabaseUrl url = DatabaseUrl.parse(database.url());
        var unused = Flyway.configure()
                .dataSource(url.jdbcUrl(), url.user(), url.password())
                .schemas(DatabaseUrl.SCHEMA)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static String subscriptionOfTheFirstVersion(ProjectScope scope) {
        return """
                WITH the_project AS (
                    INSERT INTO carillon.project (project_id, region, generation, activated_at, updated_at)
                    VALUES ('%s', '%s', 3, now(), now()) RETURNING project_no
                ), the_topic AS (
                    INSERT INTO carillon.topic (project_no, partition, name, attributes)
                    SELECT project_no, 'scw', 'orders', '{}' FROM the_project RETURNING topic_no
                )
                INSERT INTO carillon.subscription (topic_no, id, protocol, endpoint, token_hash, start_seq,
                       is_confirmation_authenticated, is_unsubscribe_authenticated, created_at, attributes)
                SELECT topic_no, gen_random_uuid(), 'lambda', '%s', '', 1, false, false, now(), '{}' FROM the_topic
                """.formatted(scope.project(), scope.region().name(), LONG_ENDPOINT);
    }
}
