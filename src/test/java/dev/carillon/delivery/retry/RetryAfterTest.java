package dev.carillon.delivery.retry;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How long an endpoint that asks for a pause is left alone, in virtual time. */
class RetryAfterTest {
    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @Test
    @Keeps("outcome.retry-after")
    void aLongerPauseThanThePolicysIsGranted() {
        assertThat(attempts(Protocol.LAMBDA, Duration.ofSeconds(7))).startsWith(0L, 7L, 14L, 21L, 28L, 35L);
    }

    @Test
    @Keeps("outcome.retry-after")
    void noLongerPauseThanThePolicysLongestIsGranted() {
        assertThat(attempts(Protocol.LAMBDA, Duration.ofDays(1))).startsWith(0L, 20L, 40L, 60L, 80L);
        assertThat(attempts(Protocol.HTTP, Duration.ofHours(1))).containsExactly(0L, 20L, 40L, 60L);
    }

    @Test
    @Keeps("outcome.retry-after")
    void aShorterPauseThanThePolicysChangesNothing() {
        assertThat(attempts(Protocol.HTTP, Duration.ofSeconds(3))).containsExactly(0L, 20L, 40L, 60L);
    }

    @Test
    @Keeps("retry.restart")
    void thePauseIsKeptOverARestart() {
        shard.topic(1, subscription(1, 1, Protocol.LAMBDA, 0));
        shard.endpoints.answer(endpoint(1), new Retryable(429, "status", Duration.ofSeconds(15)));
        shard.publish(1, "a");
        shard.advance(Duration.ofSeconds(5));

        shard.restart();
        shard.advance(Duration.ofSeconds(20));

        assertThat(seconds(1)).containsExactly(0L, 15L);
    }

    private List<Long> attempts(Protocol protocol, Duration retryAfter) {
        long no = protocol == Protocol.HTTP ? 1 : 2;
        long before = Duration.ofNanos(shard.time.nanoTime()).toSeconds();
        shard.topic(no, subscription(no, no, protocol, 0));
        shard.endpoints.answer(endpoint(no), new Retryable(503, "status", retryAfter));
        shard.publish(no, "a");
        shard.advance(Duration.ofMinutes(5));
        return seconds(no).stream().map(at -> at - before).toList();
    }

    private List<Long> seconds(long subscriptionNo) {
        return shard.endpoints.times(endpoint(subscriptionNo)).stream()
                .map(Duration::toSeconds)
                .toList();
    }
}
