package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.crash.MoodyReceiver.Mood;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A function that is well, answers 500, hangs or refuses connections, from one moment to the next and under load: it gets
 * everything in the end, its neighbour at the same topic does too, and it is not stormed. CI takes a few seconds, {@code
 * make flapping} two minutes, or {@code SECONDS}.
 */
class FlappingEndpointIT {
    private static final Logger LOG = LoggerFactory.getLogger(FlappingEndpointIT.class);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("flapping.seconds", 15));

    /** {@code -Dflapping.seed=…} to repeat a run's choice of moods and moments. */
    private static final long SEED = Long.getLong("flapping.seed", System.nanoTime());

    private static final Duration LEAST_MOOD = Duration.ofMillis(200);
    private static final Duration LONGEST_MOOD = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int PUBLISHERS = 2;
    private static final int SUBSCRIPTIONS = 2;

    /** What the endpoint may have under way, and the failures in a row after which it gets nothing new but probes. */
    private static final int MOST_FAILING_A_SPELL = 32 + 10;

    /**
     * Pauses before the retries of a function, in milliseconds; then 20 s each. The exponential ones are doubled from one
     * second on.
     */
    private static final List<Long> PAUSES =
            List.of(0L, 0L, 0L, 1_000L, 1_000L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L);

    private static final long LONGEST_PAUSE = 20_000;

    /** A message that has met the endpoint well at none of its attempts in this time is one in thousands. */
    private static final Duration LONGEST_UNLUCKY = Duration.ofMinutes(2);

    private static final double JITTER = 0.9;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private int spells;

    @Test
    void getsEverythingAndIsNotStormed() {
        LOG.atInfo().addKeyValue("seed", SEED).log("a flapping endpoint");
        try (BrokerProcess broker = BrokerProcess.start(
                        folder, Map.of("CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "2s", "CARILLON_LOG_LEVEL", "warn"));
                LedgerProcess ledger = LedgerProcess.start()) {
            BrokerClient client = broker.client();
            int receiver = ledger.receiver();
            begin(client, ledger, receiver);

            long from = System.nanoTime();
            flap(ledger, receiver);
            ledger.mood(receiver, Mood.WELL);
            assertThat(ledger.stop()).isEqualTo("stopped");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());

            Duration took = Duration.ofNanos(System.nanoTime() - from);
            Balance balance = ledger.balance(SUBSCRIPTIONS);
            long failed = (long) client.metric("carillon_attempts_failed_total");
            long most = mostFailed(took);
            LOG.atWarn()
                    .addKeyValue("took", took)
                    .addKeyValue("spells", spells)
                    .addKeyValue("balance", balance)
                    .addKeyValue("failedAttempts", failed)
                    .addKeyValue("most", most)
                    .addKeyValue("calls", ledger.calls(receiver))
                    .log("the endpoint flapped");
            assertThat(balance.phantom()).isZero();
            assertThat(failed).isPositive().isLessThanOrEqualTo(most);
            assertThat(ledger.calls(receiver)).isLessThanOrEqualTo(balance.acknowledged() + most);
            assertThat(client.metric("carillon_notifications_dropped_total")).isZero();
        }
    }

    private static void begin(BrokerClient client, LedgerProcess ledger, int receiver) {
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        SnsKeys keys = client.credentials(project);
        try (SnsClient sns = client.sdk(keys)) {
            String topic = sns.createTopic(request -> request.name("flapping")).topicArn();
            for (String endpoint : List.of(ledger.endpoint(0), ledger.endpoint(receiver, 1))) {
                var unusedToo = sns.subscribe(
                        request -> request.topicArn(topic).protocol("lambda").endpoint(endpoint));
            }
            ledger.publish(PUBLISHERS, client, keys, List.of(topic));
        }
    }

    /** Every other spell is a good one. */
    private void flap(LedgerProcess ledger, int receiver) {
        Mood[] bad = {Mood.FAILING, Mood.HANGING, Mood.REFUSING};
        long longest = Math.min(LONGEST_MOOD.toMillis(), SPAN.toMillis() / 10);
        long end = System.nanoTime() + SPAN.toNanos();
        while (System.nanoTime() < end) {
            ledger.mood(receiver, Mood.WELL);
            pass(random.nextLong(LEAST_MOOD.toMillis(), longest));
            ledger.mood(receiver, bad[random.nextInt(bad.length)]);
            spells++;
            pass(random.nextLong(LEAST_MOOD.toMillis(), longest));
        }
    }

    private static void pass(long millis) {
        await().pollDelay(Duration.ofMillis(millis)).atMost(PATIENCE).until(() -> true);
    }

    /**
     * In a bad spell what is under way fails, and up to ten more until the breaker opens; then a probe a second at the
     * most. Each of these is tried again as its policy says until it is through.
     */
    private long mostFailed(Duration took) {
        long messages = (long) spells * MOST_FAILING_A_SPELL + took.toSeconds();
        return messages * attemptsWithin(took.compareTo(LONGEST_UNLUCKY) < 0 ? took : LONGEST_UNLUCKY);
    }

    private static long attemptsWithin(Duration time) {
        long attempts = 1;
        double at = 0;
        while (true) {
            long pause = attempts <= PAUSES.size() ? PAUSES.get((int) attempts - 1) : LONGEST_PAUSE;
            at += pause * JITTER;
            if (at > time.toMillis()) {
                return attempts;
            }
            attempts++;
        }
    }
}
