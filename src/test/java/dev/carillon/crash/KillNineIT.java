package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;

class KillNineIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillNineIT.class);
    private static final int TOPICS = 3;
    private static final int SUBSCRIPTIONS = 3;

    /** {@code -Dkill.rounds=…} for a long loop. */
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 10);

    /** Different from round to round, so that the kill falls into different moments. */
    private static final int LEAST_PER_ROUND = 100;

    @TempDir
    private Path folder;

    @Test
    void everyAcknowledgedPublishArrivesAtEverySubscription() {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of());
                LedgerProcess ledger = LedgerProcess.start()) {
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            ledger.publish(client, keys, subscribedTopics(client, keys, ledger));

            for (int round = 0; round < ROUNDS; round++) {
                long before = ledger.acknowledged();
                long enough = before + LEAST_PER_ROUND + 37L * round;
                await().atMost(Duration.ofMinutes(1))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> ledger.acknowledged() >= enough);
                broker.kill();
                broker.restart();
            }
            assertThat(ledger.stop()).isEqualTo("stopped");

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
            Balance balance = ledger.balance(SUBSCRIPTIONS);
            LOG.atInfo().addKeyValue("balance", balance).log("balanced the books");
            assertThat(balance.acknowledged()).isGreaterThanOrEqualTo((long) LEAST_PER_ROUND * ROUNDS);
            assertThat(balance.phantom()).isZero();
        }
    }

    private static List<String> subscribedTopics(BrokerClient client, SnsKeys keys, LedgerProcess ledger) {
        List<String> arns = new ArrayList<>();
        try (SnsClient sns = client.sdk(keys)) {
            for (int topic = 0; topic < TOPICS; topic++) {
                String name = "ledger-" + topic;
                String arn = sns.createTopic(request -> request.name(name)).topicArn();
                for (int subscription = 0; subscription < SUBSCRIPTIONS; subscription++) {
                    String endpoint = ledger.endpoint(subscription);
                    var unused = sns.subscribe(
                            request -> request.topicArn(arn).protocol("lambda").endpoint(endpoint));
                }
                arns.add(arn);
            }
        }
        return arns;
    }
}
