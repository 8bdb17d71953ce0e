package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever endpoints do and whenever the broker is killed, nothing is lost and every byte is released once. */
class DeliveryGuaranteeTest {
    private static final int SUBSCRIPTIONS = 3;

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    @Keeps("guarantee.at-least-once")
    void everyMessageReachesEverySubscriptionOrIsCountedAsDropped(@ForAll long seed) {
        play(seed, false);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    @Keeps("guarantee.at-least-once")
    void everyMessageReachesTheEndpointOrTheDeadLetterQueue(@ForAll long seed) {
        play(seed, true);
    }

    private static void play(long seed, boolean hasQueues) {
        try (ShardFixture shard = ShardFixture.open()) {
            Run run = new Run(shard, new SplittableRandom(seed), hasQueues);
            run.play();
            run.check();
        }
    }

    /** One random history. */
    private static final class Run {
        private final ShardFixture shard;
        private final SplittableRandom random;
        private final boolean hasQueues;
        private final Set<String> published = new HashSet<>();
        private final List<Set<String>> delivered = new ArrayList<>();
        private long stored;
        private long releasedBefore;
        private long outstandingAtStart;

        Run(ShardFixture shard, SplittableRandom random, boolean hasQueues) {
            this.shard = shard;
            this.random = random;
            this.hasQueues = hasQueues;
            shard.topic(
                    1,
                    withQueue(subscription(1, 1, Protocol.HTTP, 0)),
                    withQueue(subscription(1, 2, Protocol.LAMBDA, 0)),
                    withQueue(subscription(1, 3, Protocol.HTTPS, 0)));
            for (int no = 1; no <= SUBSCRIPTIONS; no++) {
                Set<String> taken = new HashSet<>();
                delivered.add(taken);
                shard.endpoints.answer(endpoint(no), post -> answer(taken, post));
                shard.endpoints.answer(queue(no), post -> answer(taken, post));
            }
        }

        void play() {
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> publish();
                    case 3 -> shard.advance(Duration.ofMillis(random.nextInt(50)));
                    case 4 -> shard.advance(Duration.ofSeconds(random.nextInt(30)));
                    default -> restart();
                }
            }
            shard.advance(Duration.ofHours(2));
        }

        /** What reached nobody was dropped; what was released is what was stored; and the next start finds nothing. */
        void check() {
            long missing = delivered.stream()
                    .mapToLong(taken -> published.size() - taken.size())
                    .sum();
            assertThat(shard.counter("carillon.notifications.dropped")).isGreaterThanOrEqualTo((double) missing);
            if (hasQueues) {
                assertThat(missing).isZero();
                assertThat(shard.counter("carillon.notifications.dropped")).isZero();
            }
            assertThat(shard.releasedBytes() - releasedBefore)
                    .isEqualTo(outstandingAtStart + shard.appendedBytes() - stored);
            shard.restart();
            assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, shard.nextSeq(1), shard.nextSeq(1)));
        }

        private Subscription withQueue(Subscription subscription) {
            String policy = "{\"deadLetterTargetArn\":\"" + queue(subscription.subscriptionNo()) + "\"}";
            return hasQueues ? subscription.withAttributes(Map.of("RedrivePolicy", policy)) : subscription;
        }

        private static String queue(long subscriptionNo) {
            return "arn:aws:sqs:eu-west-3:123456789012:dead-" + subscriptionNo;
        }

        private void restart() {
            shard.restart();
            outstandingAtStart = shard.recovered().stream()
                    .mapToLong(TopicRecovered::outstandingBytes)
                    .sum();
            releasedBefore = shard.settled.stream()
                    .mapToLong(DeliverySettled::releasedBytes)
                    .sum();
            stored = shard.appendedBytes();
        }

        private void publish() {
            String[] texts = new String[random.nextInt(1, 40)];
            for (int i = 0; i < texts.length; i++) {
                texts[i] = "message " + published.size();
                published.add(texts[i]);
            }
            shard.publish(1, texts);
        }

        private AttemptOutcome answer(Set<String> taken, ScriptedEndpoints.Post post) {
            return switch (random.nextInt(10)) {
                case 0, 1, 2, 3, 4, 5 -> {
                    taken.add(post.body());
                    yield ScriptedEndpoints.OK;
                }
                case 6, 7 -> ScriptedEndpoints.UNAVAILABLE;
                case 8 -> ScriptedEndpoints.REFUSED;
                default -> ScriptedEndpoints.NOT_FOUND;
            };
        }
    }
}
