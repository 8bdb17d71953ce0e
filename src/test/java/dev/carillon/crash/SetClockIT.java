package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.MoodyReceiver.Mood;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.SetClock;
import dev.carillon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The broker's clock is set by a day, and back to an hour ago, while it runs and while it does not. Messages that a function
 * does not take are tried for an hour: none of them may be given up for that.
 */
class SetClockIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int SUBSCRIPTIONS = 2;
    private static final int MESSAGES = 100;
    private static final Pattern TIME = Pattern.compile("\\{\"time\":\"([^\"]+)\"");
    private static final String DROPPED = "carillon_notifications_dropped_total";

    @TempDir
    private Path folder;

    private BrokerProcess broker;
    private BrokerClient client;
    private LedgerProcess ledger;
    private int receiver;

    @Test
    void nothingIsGivenUpBecauseTheClockWasSet() throws Exception {
        SetClock clock = SetClock.in(folder);
        try (TestDatabase database = TestDatabase.create();
                BrokerProcess started = BrokerProcess.launchUnder(
                        clock.wrapper(),
                        folder.resolve("data"),
                        Map.of(
                                "CARILLON_DATABASE_URL",
                                database.url(),
                                "CARILLON_DELIVERY_ALLOWED_NETWORKS",
                                "127.0.0.0/8"));
                LedgerProcess keeper = LedgerProcess.start()) {
            broker = started;
            ledger = keeper;
            broker.awaitReady();
            publish();

            clock.set("+1d");
            awaitClock(Duration.ofDays(1));
            awaitMoreAttempts();
            broker.kill();
            broker.restart();
            awaitMoreAttempts();

            clock.set("-1h");
            awaitClock(Duration.ofHours(-1));
            awaitMoreAttempts();
            broker.kill();
            broker.restart();
            ledger.mood(receiver, Mood.WELL);

            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
            assertThat(ledger.balance(SUBSCRIPTIONS).phantom()).isZero();
            assertThat(client.metric(DROPPED)).isZero();
        }
    }

    /** To a function that takes everything, and to one that answers 500. */
    private void publish() {
        client = broker.client(
                broker.run("api-key", "create", "--name", "test").out().strip());
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        SnsKeys keys = client.credentials(project);
        receiver = ledger.receiver();
        ledger.mood(receiver, Mood.FAILING);
        try (SnsClient sns = client.sdk(keys)) {
            String topic = sns.createTopic(request -> request.name("timely")).topicArn();
            for (String endpoint : List.of(ledger.endpoint(0), ledger.endpoint(receiver, 1))) {
                var unusedToo = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint));
            }
            ledger.publish(1, client, keys, List.of(topic));
        }
        await().atMost(PATIENCE).until(() -> ledger.acknowledged() >= MESSAGES);
        assertThat(ledger.stop()).isEqualTo("stopped");
    }

    private void awaitClock(Duration ahead) {
        await().atMost(PATIENCE).until(() -> {
            Duration difference = Duration.between(Instant.now().plus(ahead), brokersTime());
            return difference.abs().compareTo(Duration.ofMinutes(1)) < 0;
        });
    }

    /** Of its last log line: there is one for each attempt that fails. */
    private Instant brokersTime() {
        String lines = broker.standardError();
        Matcher time = TIME.matcher(lines.substring(lines.lastIndexOf("{\"time\"")));
        assertThat(time.lookingAt()).isTrue();
        return Instant.parse(time.group(1));
    }

    private void awaitMoreAttempts() {
        long before = ledger.calls(receiver);
        await().atMost(PATIENCE).until(() -> ledger.calls(receiver) > before + 10);
        assertThat(client.metric(DROPPED)).isZero();
    }
}
