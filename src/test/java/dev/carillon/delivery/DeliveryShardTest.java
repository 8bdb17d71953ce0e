package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.testing.Keeps;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DeliveryShardTest {
    private static final Duration MOMENT = Duration.ofMillis(10);

    @AutoClose
    private ShardFixture shard = ShardFixture.open();

    @Test
    @Keeps("signature.once")
    void everySubscriptionGetsEveryMessageInOrderSignedOnce() {
        shard.topic(1, function(1, 1), function(1, 2), function(1, 3));

        shard.publish(1, "a", "b", "c");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a", "b", "c");
        assertThat(shard.endpoints.bodies(endpoint(3))).containsExactly("a", "b", "c");
        assertThat(shard.notifications.signed()).isEqualTo(3);
    }

    @Test
    void bytesAreReleasedWhenTheLastSubscriptionHasSettled() {
        shard.topic(1, function(1, 1), function(1, 2));
        shard.endpoints.hang(endpoint(2));

        shard.publish(1, "a", "b");
        shard.advance(MOMENT);
        assertThat(shard.releasedBytes()).isZero();
        shard.endpoints.endOpen(ScriptedEndpoints.OK);
        shard.advance(MOMENT);

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.settled.get(shard.settled.size() - 1).lowSeq()).isEqualTo(2);
    }

    @Test
    @Keeps({"retry.web-default", "drop.recorded"})
    void anHttpEndpointIsTriedFourTimesThenTheMessageIsDropped() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);

        Instant published = shard.time.now();
        shard.publish(1, "a");
        shard.advance(Duration.ofMinutes(10));

        assertThat(seconds(1)).containsExactly(0L, 20L, 40L, 60L);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(failedDeliveries(1)).singleElement().satisfies(failed -> {
            assertThat(failed.next()).isEqualTo(new Next.Dropped("EXHAUSTED"));
            assertThat(failed.attempts()).isEqualTo(4);
            assertThat(failed.at()).isBetween(published.plusSeconds(60), published.plusSeconds(61));
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.endpoint()).isEqualTo("http://127.0.0.1:9000");
        });
        assertThat(shard.counter("carillon.notifications.retried")).isEqualTo(3);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(1);
    }

    @Test
    @Keeps({"retry.function-phases", "retry.window"})
    void aFunctionIsTriedInFourPhasesForAnHour() {
        shard.topic(1, function(1, 1));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);

        shard.publish(1, "a");
        shard.advance(Duration.ofHours(2));

        assertThat(seconds(1)).startsWith(0L, 0L, 0L, 0L, 1L, 2L, 3L, 5L, 9L, 17L, 33L, 53L, 73L);
        assertThat(shard.endpoints
                        .times(endpoint(1))
                        .get(shard.endpoints.times(endpoint(1)).size() - 1))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    @Keeps("retry.queue-phases")
    void aQueueIsTriedAsAFunctionIs() {
        String queue = "arn:aws:sqs:eu-west-3:123456789012:orders";
        shard.topic(1, subscription(1, 1, Protocol.SQS, 0, queue));
        shard.endpoints.answer(queue, ScriptedEndpoints.UNAVAILABLE);

        shard.publish(1, "a");
        shard.advance(Duration.ofHours(2));

        List<Long> attempts =
                shard.endpoints.times(queue).stream().map(Duration::toSeconds).toList();
        assertThat(attempts).startsWith(0L, 0L, 0L, 0L, 1L, 2L, 3L, 5L, 9L, 17L, 33L, 53L, 73L);
        assertThat(attempts.get(attempts.size() - 1)).isBetween(3_540L, 3_600L);
    }

    @Test
    @Keeps("outcome.permanent")
    void aMessageThatIsNeverWantedIsDroppedAtOnce() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.NOT_FOUND);

        shard.publish(1, "a");
        shard.advance(Duration.ofMinutes(5));

        assertThat(seconds(1)).containsExactly(0L);
        assertThat(failedDeliveries(1)).extracting(FailedDelivery::next).containsExactly(new Next.Dropped("PERMANENT"));
    }

    @Test
    void whatFailedIsListedWithItsNextAttemptUntilItArrives() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a", "b");
        shard.advance(MOMENT);

        assertThat(failedDeliveries(1)).hasSize(2).allSatisfy(failed -> {
            assertThat(failed.attempts()).isEqualTo(1);
            assertThat(failed.next()).isEqualTo(new Next.Retry(failed.at().plusSeconds(20)));
        });
        assertThat(failedDeliveries(2)).isEmpty();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(20));

        assertThat(failedDeliveries(1)).isEmpty();
    }

    @Test
    @Keeps("guarantee.from-confirmation")
    void aNewSubscriptionBeginsWhereItWasConfirmedThoughTheCatalogueIsHeardLate() {
        shard.topic(1, function(1, 1));
        shard.publish(1, "before");
        shard.show(1, function(1, 1), subscription(1, 2, Protocol.LAMBDA, 1));

        shard.publish(1, "after");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("before", "after");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("after");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void whatIsStoredWhileNobodyIsSubscribedIsReleased() {
        shard.topic(1);

        shard.publish(1, "pinned", "too");
        shard.advance(MOMENT);

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.endpoints.posts()).isEmpty();
    }

    @Test
    void aSubscriptionThatEndsReleasesWhatItHadNotSettled() {
        shard.topic(1, function(1, 1), function(1, 2));
        shard.endpoints.hang(endpoint(2));
        shard.publish(1, texts(100));
        shard.advance(MOMENT);
        assertThat(shard.releasedBytes()).isZero();

        shard.topic(1, function(1, 1));
        shard.advance(MOMENT);

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void theLastSubscriptionReleasesWhatItNeverRead() {
        shard.topic(1, function(1, 1));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, texts(1_000));
        shard.advance(MOMENT);

        shard.topic(1);
        shard.advance(MOMENT);

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void aDeletedTopicVanishesInTheMiddleOfAnAttempt() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, "a");
        shard.advance(MOMENT);

        shard.deleteTopic(1);
        shard.endpoints.endOpen(ScriptedEndpoints.UNAVAILABLE);
        shard.advance(Duration.ofMinutes(5));

        assertThat(shard.endpoints.posts()).hasSize(1);
        assertThat(shard.settled).isEmpty();
        assertThat(shard.counter("carillon.attempts.failed")).isZero();
    }

    @Test
    void anAnnouncementOfADeletedTopicChangesNothing() {
        shard.shard().onAdvanced(new JournalAdvanced(0, Map.of(99L, 5L)));
        shard.advance(MOMENT);

        assertThat(shard.settled).isEmpty();
    }

    @Test
    void noMoreThanItsWindowIsUnderWayToOneEndpoint() {
        shard.topic(1, function(1, 1));
        shard.publish(1, texts(200));
        shard.advance(MOMENT);
        shard.endpoints.hang(endpoint(1));

        shard.publish(1, texts(200));
        shard.advance(MOMENT);

        assertThat(shard.endpoints.mostOpen()).isEqualTo(shard.config().window());
    }

    @Test
    void anEndpointThatNeverAnsweredHoldsFewMessages() {
        shard.topic(1, function(1, 1));
        shard.endpoints.hang(endpoint(1));

        shard.publish(1, texts(200));
        shard.advance(MOMENT);

        assertThat(shard.endpoints.open()).isEqualTo(4);
    }

    @Test
    void attemptsUnderWayAreFinishedBeforeTheStopCompletes() {
        shard.topic(1, function(1, 1));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, texts(20));
        shard.advance(MOMENT);

        Future<Void> stopped = shard.stop();
        assertThat(stopped.isComplete()).isFalse();
        shard.endpoints.endOpen(ScriptedEndpoints.OK);

        assertThat(stopped.succeeded()).isTrue();
        assertThat(shard.endpoints.posts()).hasSize(4);
        assertThat(shard.settled).extracting(DeliverySettled::lowSeq).containsExactly(4L);
    }

    @Test
    void aStopWaitsNoLongerThanItsGrace() {
        shard = restartedWith(Map.of("CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "2m"));
        shard.topic(1, function(1, 1));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, "a");

        Future<Void> stopped = shard.stop();
        shard.advance(Duration.ofSeconds(29));
        assertThat(stopped.isComplete()).isFalse();
        shard.advance(Duration.ofSeconds(1));

        assertThat(stopped.succeeded()).isTrue();
        shard.endpoints.endOpen(ScriptedEndpoints.OK);
        assertThat(shard.settled).isEmpty();
    }

    @Test
    void bytesUnderWayStayWithinTheirBudget() {
        shard = restartedWith(Map.of("CARILLON_DELIVERY_IN_FLIGHT", "1MiB"));
        for (int topic = 1; topic <= 20; topic++) {
            shard.topic(topic, function(topic, topic));
            shard.endpoints.hang(endpoint(topic));
        }

        for (int topic = 1; topic <= 20; topic++) {
            shard.publish(topic, "x".repeat(100_000), "y".repeat(100_000));
        }
        shard.advance(Duration.ofSeconds(50));

        assertThat(shard.endpoints.mostBytesOpen()).isLessThanOrEqualTo(1 << 20);
        assertThat(shard.endpoints.posts().size()).isGreaterThan(20);
    }

    @Test
    void smallMessagesCountForWhatTheirConnectionsTake() {
        shard = restartedWith(Map.of("CARILLON_DELIVERY_IN_FLIGHT", "1MiB"));
        for (int topic = 1; topic <= 100; topic++) {
            shard.topic(topic, function(topic, topic));
            shard.endpoints.hang(endpoint(topic));
            shard.publish(topic, "x");
        }

        shard.advance(Duration.ofSeconds(1));

        assertThat(shard.endpoints.posts()).hasSize(64);
    }

    private List<FailedDelivery> failedDeliveries(long subscriptionNo) {
        return shard.failedDeliveries(1, subscriptionNo);
    }

    private ShardFixture restartedWith(Map<String, String> environment) {
        shard.close();
        return ShardFixture.open(environment);
    }

    private List<Long> seconds(long subscriptionNo) {
        return shard.endpoints.times(endpoint(subscriptionNo)).stream()
                .map(Duration::toSeconds)
                .toList();
    }

    private static Subscription function(long topicNo, long no) {
        return subscription(topicNo, no, Protocol.LAMBDA, 0);
    }

    private static String[] texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "message " + i).toArray(String[]::new);
    }
}
