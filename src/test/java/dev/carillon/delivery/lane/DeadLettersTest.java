package dev.carillon.delivery.lane;

import static dev.carillon.delivery.ScriptedEndpoints.NOT_FOUND;
import static dev.carillon.delivery.ScriptedEndpoints.OK;
import static dev.carillon.delivery.ScriptedEndpoints.UNAVAILABLE;
import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.FailedDelivery.Next;
import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an endpoint does not take, on its way to the dead-letter queue, in virtual time. */
class DeadLettersTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:dead";
    private static final AttemptOutcome NO_QUEUE = new AttemptOutcome.Permanent(400, "no-queue");
    private static final Subscription PLAIN = subscription(1, 1, Protocol.HTTP, 0);
    private static final Subscription REDRIVEN = redriven(PLAIN);

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @BeforeEach
    void start() {
        shard.endpoints.answer(endpoint(1), NOT_FOUND);
    }

    @Test
    @Keeps({"deadletter.body", "deadletter.attributes"})
    void whatAnEndpointRefusesGoesToTheQueueWithTheReason() {
        shard.topic(1, REDRIVEN);

        shard.publish(1, "m");
        shard.advance(Duration.ofMillis(50));

        ScriptedEndpoints.Post post = shard.endpoints.posts(QUEUE).get(0);
        assertThat(post.body()).isEqualTo("m");
        assertThat(post.attributes()).containsOnlyKeys("RequestID", "ErrorCode", "ErrorMessage");
        assertThat(post.attributes())
                .containsEntry("ErrorCode", "404")
                .containsEntry("ErrorMessage", "The endpoint answered 404, attempts: 1");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.counter("carillon.notifications.redriven")).isEqualTo(1);
        assertThat(shard.counter("carillon.notifications.dropped")).isZero();
        assertThat(failed().next()).isEqualTo(new Next.Redrive(QUEUE, true));
    }

    @Test
    @Keeps("deadletter.attributes")
    void whatAnEndpointDidNotTakeInAllItsAttemptsGoesToTheQueue() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.TIMEOUT);

        shard.publish(1, "m");
        shard.advance(Duration.ofSeconds(59));
        assertThat(shard.endpoints.posts(QUEUE)).isEmpty();
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.endpoints.posts(QUEUE).get(0).attributes())
                .containsEntry("ErrorCode", "timeout")
                .containsEntry("ErrorMessage", "The endpoint gave no answer: timeout, attempts: 4");
    }

    @Test
    @Keeps("deadletter.first")
    void nothingIsReleasedBeforeTheQueueHasIt() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.hang(QUEUE);

        shard.publish(1, "m");
        shard.advance(Duration.ofSeconds(1));
        assertThat(shard.releasedBytes()).isZero();
        assertThat(failed().next()).isEqualTo(new Next.Redrive(QUEUE, false));

        shard.endpoints.endOpen(OK);
        shard.advance(Duration.ofSeconds(1));
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    @Keeps("deadletter.retried")
    void aQueueThatRefusesIsTriedAsAnEndpointOfItsKindIs() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, NO_QUEUE);

        shard.publish(1, "m");
        shard.advance(Duration.ofSeconds(30));
        assertThat(shard.endpoints.times(QUEUE).stream()
                        .map(Duration::toSeconds)
                        .limit(8)
                        .toList())
                .containsExactly(0L, 0L, 0L, 0L, 1L, 2L, 3L, 5L);
        assertThat(shard.releasedBytes()).isZero();

        shard.endpoints.answer(QUEUE, OK);
        shard.advance(Duration.ofSeconds(30));

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.counter("carillon.notifications.redriven")).isEqualTo(1);
        assertThat(shard.counter("carillon.redrive.attempts.failed")).isGreaterThan(5);
        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(1);
        assertThat(shard.endpoints.posts(QUEUE))
                .extracting(post -> post.attributes().get("RequestID"))
                .containsOnly(shard.endpoints.posts(QUEUE).get(0).attributes().get("RequestID"));
    }

    @Test
    void aRestartGoesOnWithTheQueueAndLeavesTheEndpointAlone() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        shard.publish(1, "first");
        shard.endpoints.answer(endpoint(1), OK);
        shard.publish(1, "second");
        shard.advance(Duration.ofSeconds(10));

        shard.restart();
        shard.endpoints.answer(QUEUE, OK);
        shard.advance(Duration.ofSeconds(30));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("first", "second");
        assertThat(shard.endpoints.bodies(QUEUE)).containsOnly("first");
        assertThat(shard.endpoints.posts(QUEUE))
                .extracting(post -> post.attributes().get("ErrorCode"))
                .containsOnly("404");
        assertThat(shard.counter("carillon.notifications.redriven")).isEqualTo(1);
        assertThat(shard.counter("carillon.retries.waiting")).isZero();
    }

    @Test
    @Keeps("deadletter.retried")
    void theWindowOfTheQueueIsKeptOverARestart() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        shard.publish(1, "m");
        shard.advance(Duration.ofMinutes(50));

        shard.restart();
        shard.advance(Duration.ofMinutes(11));

        assertThat(shard.counter("carillon.notifications.redrive.failed")).isEqualTo(1);
        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(1);
    }

    @Test
    @Keeps("deadletter.aloud")
    void whatNotEvenTheQueueTookIsDroppedAloud() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, NO_QUEUE);

        shard.publish(1, "m");
        shard.advance(Duration.ofMinutes(61));

        assertThat(shard.counter("carillon.notifications.redrive.failed")).isEqualTo(1);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(1);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(failed().next()).isEqualTo(new Next.Dropped("PERMANENT"));
        assertThat(failed().statusCode()).isEqualTo(404);
    }

    @Test
    void withoutItsPolicyAMessageIsDropped() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        shard.publish(1, "m");
        shard.advance(Duration.ofSeconds(5));

        shard.topic(1, PLAIN);
        shard.advance(Duration.ofSeconds(30));

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(1);
    }

    @Test
    void anotherQueueIsUsedFromTheNextAttemptOn() {
        String other = QUEUE + "-2";
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        shard.publish(1, "m");

        shard.topic(1, PLAIN.withAttributes(Map.of("RedrivePolicy", policy(other))));
        shard.advance(Duration.ofSeconds(30));

        assertThat(shard.endpoints.bodies(other)).containsExactly("m");
    }

    @Test
    void aSubscriptionThatEndsTakesItsMessagesAlong() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        shard.publish(1, "m");

        shard.topic(1);
        shard.advance(Duration.ofMinutes(2));

        assertThat(shard.endpoints.posts(QUEUE)).hasSizeLessThan(5);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void aQueueThatHangsDelaysNeitherTheEndpointNorOthers() {
        shard.topic(1, REDRIVEN, subscription(1, 2, Protocol.HTTP, 0));
        shard.endpoints.hang(QUEUE);
        shard.endpoints.answer(endpoint(1), post -> post.body().startsWith("bad") ? NOT_FOUND : OK);

        IntStream.range(0, 100).forEach(i -> shard.publish(1, "bad " + i, "good " + i));
        shard.advance(Duration.ofSeconds(1));

        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(200);
        assertThat(shard.endpoints.posts(endpoint(2))).hasSize(200);
        assertThat(shard.endpoints.open()).isLessThanOrEqualTo(shard.config().window());

        shard.endpoints.answer(QUEUE, OK);
        shard.endpoints.endOpen(OK);
        shard.advance(Duration.ofSeconds(1));

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void everyMessageReachesTheQueueThroughRestartsInItsMiddle() {
        shard.topic(1, REDRIVEN);
        shard.endpoints.answer(QUEUE, UNAVAILABLE);
        for (int i = 0; i < 30; i++) {
            shard.publish(1, "m" + i);
            shard.advance(Duration.ofSeconds(i % 3));
            if (i % 5 == 0) {
                shard.restart();
            }
        }
        shard.endpoints.answer(QUEUE, OK);
        shard.restart();
        shard.advance(Duration.ofMinutes(1));

        assertThat(shard.endpoints.bodies(QUEUE))
                .containsAll(IntStream.range(0, 30).mapToObj(i -> "m" + i).toList());
        assertThat(shard.counter("carillon.notifications.redriven")).isGreaterThanOrEqualTo(30);
    }

    private FailedDelivery failed() {
        List<FailedDelivery> all = shard.failedDeliveries(1, 1);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static Subscription redriven(Subscription subscription) {
        return subscription.withAttributes(Map.of("RedrivePolicy", policy(QUEUE)));
    }

    private static String policy(String queue) {
        return "{\"deadLetterTargetArn\":\"" + queue + "\"}";
    }
}
