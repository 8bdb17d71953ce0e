package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.DiskUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many topics in one broker, half of them busy: everything arrives, files stay few, and it is not much slower than ten
 * topics. CI takes 100 topics, {@code make many-topics} 2,000 with 10,000 subscriptions, or as many as it is told.
 */
class ManyTopicsIT {
    private static final Logger LOG = LoggerFactory.getLogger(ManyTopicsIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int TOPICS = Integer.getInteger("topics.all", 100);
    private static final int ACTIVE = Integer.getInteger("topics.active", 50);

    /** {@code -Dtopics.seconds=…}: how long each load lasts. */
    private static final int SECONDS = Integer.getInteger("topics.seconds", TOPICS > 1_000 ? 20 : 3);

    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final int FEW = 10;
    private static final int SUBSCRIPTIONS = 5;
    private static final int PUBLISHERS = 16;
    private static final int MOST_DESCRIPTORS = 6_000;

    /** In the short form chance decides; only the long one judges by the clock. */
    private static final boolean IS_LONG = TOPICS > 1_000;

    private static final double LEAST_SHARE = 0.8;

    @TempDir
    private Path folder;

    private BrokerProcess broker;

    /**
     * What one load came to.
     *
     * @param perSecond messages that reached all their subscriptions
     * @param diskBytes what all topics so far take of the disk when all is delivered
     */
    private record Load(double perSecond, long descriptors, long acknowledged, long diskBytes) {}

    @Test
    void manyTopicsAreServedLikeFew() throws Exception {
        try (BrokerProcess started = BrokerProcess.start(folder, Map.of("CARILLON_LOG_LEVEL", "warn"))) {
            broker = started;
            Load unusedWarmUp = load(FEW, FEW);
            Load many = load(TOPICS, ACTIVE);
            Load few = load(FEW, FEW);

            double share = many.perSecond() / few.perSecond();
            LOG.atWarn()
                    .addKeyValue("topics", TOPICS)
                    .addKeyValue("active", ACTIVE)
                    .addKeyValue("many", many)
                    .addKeyValue("few", few)
                    .addKeyValue("share", share)
                    .log("many topics beside few");
            assertThat(many.descriptors()).isLessThan(MOST_DESCRIPTORS);
            if (IS_LONG) {
                assertThat(share).isGreaterThan(LEAST_SHARE);
            }
        }
    }

    /** In a project of its own. */
    private Load load(int topics, int active) throws IOException {
        BrokerClient client = broker.client();
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        SnsKeys keys = client.credentials(project);
        try (LedgerProcess ledger = LedgerProcess.start()) {
            List<String> arns = ledger.topics(client, keys, topics, SUBSCRIPTIONS);
            ledger.publish(PUBLISHERS, client, keys, arns.subList(0, active));
            await().pollDelay(WARM_UP).atMost(PATIENCE).until(() -> true);
            ledger.pause();
            awaitDelivered(ledger);
            long before = ledger.acknowledged();
            long from = System.nanoTime();
            ledger.resume();
            await().pollDelay(Duration.ofSeconds(SECONDS)).atMost(PATIENCE).until(() -> true);
            long descriptors = descriptors();
            assertThat(ledger.stop()).isEqualTo("stopped");
            awaitDelivered(ledger);
            double seconds = (System.nanoTime() - from) / 1e9;
            assertThat(ledger.balance(SUBSCRIPTIONS).phantom()).isZero();
            long acknowledged = ledger.acknowledged() - before;
            return new Load(acknowledged / seconds, descriptors, acknowledged, DiskUse.of(folder.resolve("topics")));
        }
    }

    private static void awaitDelivered(LedgerProcess ledger) {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(broker.pid()), "fd"))) {
            return open.count();
        }
    }
}
