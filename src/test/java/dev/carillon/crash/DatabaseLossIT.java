package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** PostgreSQL comes and goes under a broker that publishes and delivers, and under its start. */
class DatabaseLossIT {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseLossIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TOPICS = 3;
    private static final int SUBSCRIPTIONS = 3;
    private static final int PUBLISHERS = 4;
    private static final int PUBLISHED_MEANWHILE = 200;

    /** {@code -Ddatabase.rounds=…} for a long loop. */
    private static final int ROUNDS = Integer.getInteger("database.rounds", 3);

    /** {@code -Ddatabase.away=…}: the seconds of a loss that lasts. */
    private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("database.away", 2));

    /** What happens in a round, in this order. */
    private enum Loss {
        DOWN_AT_START,
        KILLED,
        AWAY,
        RESTARTED,
        KILLED_AGAIN_ON_THE_COPY,
        KILLED_COMING_BACK
    }

    @TempDir
    private Path folder;

    private PostgresServer database;
    private BrokerProcess broker;
    private LedgerProcess ledger;
    private SnsKeys keys;

    @Test
    @Keeps("refusal.database-away")
    void publishingAndDeliveringOnKnownTopicsGoOnAndNothingIsLost() {
        database = PostgresServer.make(folder.resolve("server"));
        ledger = LedgerProcess.start();
        broker = BrokerProcess.start(
                folder.resolve("data"),
                Map.of("CARILLON_DATABASE_URL", database.url(), "CARILLON_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8"));
        try {
            begin();
            for (int round = 0; round < ROUNDS; round++) {
                Loss loss = Loss.values()[round % Loss.values().length];
                lose(loss);
                awaitTopicMade("round-" + round);
                LOG.atInfo()
                        .addKeyValue("round", round)
                        .addKeyValue("loss", loss)
                        .addKeyValue("acknowledged", ledger.acknowledged())
                        .log("the database is back");
            }
            assertThat(ledger.stop()).isEqualTo("stopped");
            assertThat(ledger.refused()).isEqualTo("0 ");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
            Balance balance = ledger.balance(SUBSCRIPTIONS);
            LOG.atInfo().addKeyValue("balance", balance).log("balanced the books");
            assertThat(balance.phantom()).isZero();
        } finally {
            broker.close();
            ledger.close();
            database.close();
        }
    }

    private void begin() {
        String token = broker.run("api-key", "create", "--name", "test").out().strip();
        BrokerClient client = broker.client(token);
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        keys = client.credentials(project);
        ledger.publish(PUBLISHERS, client, keys, ledger.topics(client, keys, TOPICS, SUBSCRIPTIONS));
        awaitPublished();
    }

    private void lose(Loss loss) {
        switch (loss) {
            case DOWN_AT_START -> {
                database.stop();
                broker.kill();
                broker.restart();
                awaitPublished();
                assertChangesAreRefusedForNow();
                database.start();
            }
            case KILLED -> {
                database.kill();
                awaitPublished();
                database.start();
            }
            case AWAY -> {
                database.stop();
                awaitPublished();
                assertChangesAreRefusedForNow();
                await().pollDelay(AWAY).atMost(AWAY.plus(PATIENCE)).until(() -> true);
                awaitPublished();
                database.start();
            }
            case KILLED_AGAIN_ON_THE_COPY -> {
                database.kill();
                for (int start = 0; start < 2; start++) {
                    broker.kill();
                    broker.restart();
                    awaitPublished();
                }
                database.start();
            }
            case KILLED_COMING_BACK -> {
                database.stop();
                broker.kill();
                broker.restart();
                awaitPublished();
                database.start();
                broker.kill();
                broker.restart();
                awaitPublished();
            }
            case RESTARTED -> {
                database.stop();
                database.start();
                awaitPublished();
            }
        }
    }

    private void awaitPublished() {
        long enough = ledger.acknowledged() + PUBLISHED_MEANWHILE;
        await().atMost(PATIENCE).until(() -> ledger.acknowledged() >= enough);
    }

    private void assertChangesAreRefusedForNow() {
        try (SnsClient sns = broker.client("").sdk(keys)) {
            var unused = sns.createTopic(request -> request.name("refused"));
            throw new AssertionError("a topic was made without the database");
        } catch (SnsException refused) {
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
        }
    }

    private void awaitTopicMade(String name) {
        try (SnsClient sns = broker.client("").sdk(keys)) {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SnsException.class)
                    .until(() -> sns.createTopic(request -> request.name(name))
                            .topicArn()
                            .endsWith(name));
        }
    }
}
