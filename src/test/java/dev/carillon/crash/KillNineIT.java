package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class KillNineIT {
    private static final Logger LOG = LoggerFactory.getLogger(KillNineIT.class);
    private static final int PUBLISHERS = 16;
    private static final int TOPICS = 3;
    private static final int SUBSCRIPTIONS = 3;

    /** {@code -Dkill.rounds=…} for a long loop. */
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);

    /** {@code -Dkill.pid-1-rounds=…} for a long loop. */
    private static final int ROUNDS_AS_PID_1 = Integer.getInteger("kill.pid-1-rounds", 5);

    /** {@code -Dkill.seed=…} to repeat a run's choice of moments. */
    private static final long SEED = Long.getLong("kill.seed", System.nanoTime());

    /** {@code -Dkill.acknowledged=…} for a long loop. */
    private static final int LEAST_PER_ROUND = Integer.getInteger("kill.acknowledged", 100);

    private static final int MORE_PER_ROUND = 400;

    /** Each so many rounds the broker is killed once more while it starts or recovers. */
    private static final int ROUNDS_A_KILL_AT_START = 5;

    @TempDir
    private Path folder;

    @Test
    @Keeps("guarantee.at-least-once")
    void everyAcknowledgedPublishArrivesAtEverySubscription() {
        try (BrokerProcess broker = BrokerProcess.start(folder, Map.of())) {
            survives(broker, ROUNDS);
        }
    }

    /**
     * As in a container: whoever was killed and whoever comes after it have the same process id, so that a lock with the
     * id of its holder in it looks alive for ever.
     */
    @Test
    @Keeps("guarantee.at-least-once")
    void itGoesOnAtOnceThoughItIsTheFirstProcessOfItsNamespaceEachTime() {
        try (BrokerProcess broker = BrokerProcess.launchUnder(
                List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"), folder, Map.of())) {
            broker.awaitReady();

            survives(broker, ROUNDS_AS_PID_1);

            // What started the namespace passes no other signal on.
            broker.kill();
        }
    }

    private static void survives(BrokerProcess broker, int rounds) {
        try (LedgerProcess ledger = LedgerProcess.start()) {
            BrokerClient client = broker.client();
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            SplittableRandom random = new SplittableRandom(SEED);
            List<Duration> starts = new ArrayList<>();
            List<Duration> stalls = new ArrayList<>();
            ledger.publish(PUBLISHERS, client, keys, ledger.topics(client, keys, TOPICS, SUBSCRIPTIONS));

            int kills = 0;
            for (int round = 0; round < rounds; round++) {
                awaitAcknowledged(ledger, LEAST_PER_ROUND + random.nextInt(MORE_PER_ROUND));
                broker.kill();
                kills++;
                if (round % ROUNDS_A_KILL_AT_START == ROUNDS_A_KILL_AT_START - 1) {
                    broker.relaunch();
                    broker.runFor(Duration.ofMillis(
                            random.nextLong(Collections.max(starts).toMillis())));
                    broker.kill();
                    kills++;
                }
                starts.add(timed(broker::restart));
                stalls.add(timed(() -> awaitAcknowledged(ledger, 1)));
            }
            assertThat(ledger.stop()).isEqualTo("stopped");

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() ->
                            assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
            Balance balance = ledger.balance(SUBSCRIPTIONS);
            LOG.atInfo()
                    .addKeyValue("seed", SEED)
                    .addKeyValue("balance", balance)
                    .addKeyValue("kills", kills)
                    .addKeyValue("medianStart", median(starts))
                    .addKeyValue("longestStart", Collections.max(starts))
                    .addKeyValue("longestStall", Collections.max(stalls))
                    .log("balanced the books");
            assertThat(balance.acknowledged()).isGreaterThanOrEqualTo((long) LEAST_PER_ROUND * rounds);
            assertThat(balance.phantom()).isZero();
            assertThat(balance.repeated())
                    .isLessThanOrEqualTo((long) kills * TOPICS * SUBSCRIPTIONS * Ledger.MOST_REPEATED_A_CRASH_AND_LANE);
        }
    }

    private static void awaitAcknowledged(LedgerProcess ledger, int more) {
        long enough = ledger.acknowledged() + more;
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> ledger.acknowledged() >= enough);
    }

    private static Duration timed(Runnable step) {
        long fromNanos = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - fromNanos);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted()
                .skip(durations.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
