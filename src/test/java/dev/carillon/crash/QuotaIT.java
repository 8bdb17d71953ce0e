package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.FreePort;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.SnsClient;

/** The quota at its limit: 64 publishers that want more, one topic that drains and one that never does, and kills. */
class QuotaIT {
    /** {@code -Dquota.rounds=…} for a long loop. */
    private static final int ROUNDS = Integer.getInteger("quota.rounds", 5);

    private static final int PUBLISHERS = 64;
    private static final long QUOTA_BYTES = 3_000_000;

    /** No message of the ledger is larger on disk, so that a quota with less left is as good as full. */
    private static final long LARGEST_BYTES = 4_000;

    private static final String STORED = "carillon_project_stored_bytes";

    @TempDir
    private Path folder;

    @Test
    @Keeps({"quota.stored", "quota.refusal"})
    void neverAByteIsStoredOverTheQuotaAndTheCounterIsExactAfterEachStart() throws IOException {
        Map<String, String> settings = Map.of(
                "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT", Long.toString(QUOTA_BYTES), "CARILLON_LOG_LEVEL", "warn");
        try (BrokerProcess broker = BrokerProcess.start(folder, settings);
                LedgerProcess ledger = LedgerProcess.start()) {
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            List<String> topics;
            try (SnsClient sns = client.sdk(keys)) {
                topics = List.of(
                        subscribed(sns, "dead", "http://127.0.0.1:" + FreePort.any()),
                        subscribed(sns, "alive", ledger.endpoint(0)));
            }
            ledger.publish(PUBLISHERS, client, keys, topics);

            for (int round = 0; round < ROUNDS; round++) {
                await("a full quota").atMost(Duration.ofMinutes(2)).until(() -> {
                    double stored = client.metric(STORED);
                    assertThat(stored).isLessThanOrEqualTo((double) QUOTA_BYTES);
                    return stored > QUOTA_BYTES - LARGEST_BYTES;
                });
                broker.kill();
                ledger.pause();
                long waiting = bytesOfTheDeadTopic();
                assertThat(waiting).isBetween(1L, QUOTA_BYTES);

                broker.restart();

                await("what the other topic still held, delivered")
                        .atMost(Duration.ofMinutes(1))
                        .untilAsserted(() -> assertThat(client.metric(STORED)).isEqualTo((double) waiting));
                ledger.resume();
            }
            assertThat(ledger.stop()).isEqualTo("stopped");
        }
    }

    private static String subscribed(SnsClient sns, String name, String endpoint) {
        String arn = sns.createTopic(request -> request.name(name)).topicArn();
        var unused = sns.subscribe(
                request -> request.topicArn(arn).protocol("lambda").endpoint(endpoint));
        return arn;
    }

    /** Counts what lies in the journal of the topic that was made first, record by record, while no broker runs. */
    private long bytesOfTheDeadTopic() throws IOException {
        try (DataFolder data = DataFolders.open(folder, JournalConfigs.rolling(2, "8MiB", 8_000))) {
            long topicNo = Collections.min(data.journals().topics());
            long bytes = 0;
            try (JournalReader reader = data.journals().read(topicNo)) {
                long end = reader.nextSeq();
                for (long sequence = reader.firstSeq(); sequence < end; sequence++) {
                    bytes += encodedBytes(reader.read(sequence));
                }
            }
            return bytes;
        }
    }

    private static int encodedBytes(ReadOutcome outcome) {
        assertThat(outcome).isInstanceOf(ReadOutcome.Found.class);
        return ((ReadOutcome.Found) outcome).record().encodedBytes();
    }
}
