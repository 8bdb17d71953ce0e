package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.crash.MoodyReceiver.Mood;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Files;
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

/**
 * Projects that fill up behind endpoints that refuse, hang or answer 500, then a kill: the quota holds, the broker is
 * back soon and not large, and once the endpoints are well everything drains as fast as ever. CI takes two projects of
 * some MB, {@code make dead-endpoints} 20 of 100 MB with a heap of 512 MB, and judges by the figures.
 */
class DeadEndpointsIT {
    private static final Logger LOG = LoggerFactory.getLogger(DeadEndpointsIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int PROJECTS = Integer.getInteger("dead.projects", 2);
    private static final int MEGABYTES = Integer.getInteger("dead.megabytes", 3);
    private static final boolean IS_LONG = PROJECTS >= 20;

    /** {@code -Ddead.length=…}: characters of a text. */
    private static final int LENGTH = Integer.getInteger("dead.length", 10_000);

    /** A quota with less left is as good as full. */
    private static final long LARGEST_BYTES = LENGTH + 1_000L;

    private static final Duration NORMAL = Duration.ofSeconds(IS_LONG ? 20 : 2);
    private static final List<Mood> MOODS = List.of(Mood.REFUSING, Mood.HANGING, Mood.FAILING);
    private static final String STORED = "carillon_project_stored_bytes";

    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final long MOST_RESIDENT_KIB = 1_200_000;
    private static final double LEAST_SHARE = 0.8;

    @TempDir
    private Path folder;

    private final List<Integer> receivers = new ArrayList<>();
    private BrokerProcess broker;
    private BrokerClient client;
    private LedgerProcess ledger;

    @Test
    @Keeps("guarantee.at-least-once")
    void theyFillTheirQuotasAndDrainAsFastAsEverAfterAKill() throws Exception {
        try (BrokerProcess started = BrokerProcess.start(
                        folder,
                        Map.of(
                                "CARILLON_LIMITS_STORED_BYTES_PER_PROJECT",
                                MEGABYTES + "MB",
                                "CARILLON_LOG_LEVEL",
                                "warn"));
                LedgerProcess keeper = LedgerProcess.start()) {
            broker = started;
            ledger = keeper;
            client = broker.client();
            ledger.length(LENGTH);
            begin();
            double normal = normalRate();

            MOODS.forEach(mood -> ledger.mood(receivers.get(MOODS.indexOf(mood)), mood));
            ledger.resume();
            awaitFull();
            assertThat(ledger.stop()).isEqualTo("stopped");
            assertThat(ledger.refused()).contains("Throttled");
            long stored = (long) client.metric(STORED);
            Memory full = Memory.of(broker.pid());

            broker.kill();
            Duration start = timed(broker::restart);
            assertThat((long) client.metric(STORED)).isEqualTo(stored);

            Memory restarted = Memory.of(broker.pid());
            receivers.forEach(receiver -> ledger.mood(receiver, Mood.WELL));
            double drained = drainRate();
            Memory last = Memory.of(broker.pid());
            Balance balance = ledger.balance(1);
            LOG.atWarn()
                    .addKeyValue("projects", PROJECTS)
                    .addKeyValue("megabytes", MEGABYTES)
                    .addKeyValue("balance", balance)
                    .addKeyValue("full", full)
                    .addKeyValue("restarted", restarted)
                    .addKeyValue("drained", last)
                    .addKeyValue("start", start)
                    .addKeyValue("normalPerSecond", normal)
                    .addKeyValue("drainedPerSecond", drained)
                    .log("dead endpoints");
            assertThat(balance.phantom()).isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(client.metric(STORED)).isZero());
            assertThat(client.metric("carillon_notifications_dropped_total")).isZero();
            assertThat(start).isLessThan(LONGEST_START);
            if (IS_LONG) {
                assertThat(Math.max(full.mostResidentKib(), last.mostResidentKib()))
                        .isLessThan(MOST_RESIDENT_KIB);
                assertThat(drained).isGreaterThan(LEAST_SHARE * normal);
            }
        }
    }

    /** Each project has a topic, and a publisher; their endpoints are at the receivers in turn. */
    private void begin() {
        MOODS.forEach(mood -> receivers.add(ledger.receiver()));
        for (int i = 0; i < PROJECTS; i++) {
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            SnsKeys keys = client.credentials(project);
            String endpoint = ledger.endpoint(receivers.get(i % receivers.size()), 0);
            try (SnsClient sns = client.sdk(keys)) {
                String topic =
                        sns.createTopic(request -> request.name("filling")).topicArn();
                var unusedToo = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint));
                ledger.publish(1, client, keys, List.of(topic));
            }
        }
    }

    /** Messages a second that are published and delivered while the endpoints are well; ends paused. */
    private double normalRate() {
        pass(NORMAL.dividedBy(2));
        ledger.pause();
        awaitMissing(0);
        long before = ledger.acknowledged();
        ledger.resume();
        long from = System.nanoTime();
        pass(NORMAL);
        ledger.pause();
        awaitMissing(0);
        return (ledger.acknowledged() - before) / seconds(from);
    }

    private void awaitFull() {
        double full = PROJECTS * (MEGABYTES * 1_000_000.0 - LARGEST_BYTES);
        await("full quotas").atMost(PATIENCE).until(() -> client.metric(STORED) > full);
    }

    /** Messages a second from the first tenth of what waits to the last. */
    private double drainRate() {
        long waiting = ledger.balance(1).missing();
        awaitMissing(waiting * 9 / 10);
        long before = ledger.balance(1).missing();
        long from = System.nanoTime();
        awaitMissing(waiting / 10);
        double rate = (before - ledger.balance(1).missing()) / seconds(from);
        awaitMissing(0);
        return rate;
    }

    private void awaitMissing(long most) {
        await().atMost(PATIENCE).until(() -> ledger.balance(1).missing() <= most);
    }

    private static void pass(Duration time) {
        await().pollDelay(time).atMost(PATIENCE).until(() -> true);
    }

    private static double seconds(long fromNanos) {
        return (System.nanoTime() - fromNanos) / 1e9;
    }

    private static Duration timed(Runnable step) {
        long from = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - from);
    }

    /** What a process has in memory now, without the files that it maps, and had at most. */
    private record Memory(long residentKib, long anonymousKib, long mostResidentKib) {
        static Memory of(long pid) throws IOException {
            List<String> lines = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"));
            return new Memory(kib(lines, "VmRSS:"), kib(lines, "RssAnon:"), kib(lines, "VmHWM:"));
        }

        private static long kib(List<String> lines, String name) {
            return lines.stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("[^0-9]", ""))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        }
    }
}
