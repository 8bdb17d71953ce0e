package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Endpoints that hang, and those who have nothing to do with them, in virtual time. */
class IsolationTest {
    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @Test
    @Keeps("guarantee.isolation")
    void hangingEndpointsDelayNobodyElseOfTheirOrigin() {
        Subscription[] all =
                IntStream.rangeClosed(1, 100).mapToObj(no -> function(1, no)).toArray(Subscription[]::new);
        shard.topic(1, all);
        IntStream.rangeClosed(51, 100).forEach(no -> shard.endpoints.hang(endpoint(no)));

        for (int i = 0; i < 500; i++) {
            shard.publish(1, "message " + i);
            shard.advance(Duration.ofMillis(50));
        }

        for (int no = 1; no <= 50; no++) {
            List<Duration> times = shard.endpoints.times(endpoint(no));
            assertThat(times).hasSize(500);
            for (int i = 0; i < 500; i++) {
                assertThat(times.get(i)).isLessThanOrEqualTo(Duration.ofMillis(50L * i + 10));
            }
        }
    }

    @Test
    @Keeps("guarantee.isolation")
    void aTopicOfHangingEndpointsDelaysNoOther() {
        Subscription[] hanging =
                IntStream.rangeClosed(1, 100).mapToObj(no -> function(1, no)).toArray(Subscription[]::new);
        shard.topic(1, hanging);
        shard.topic(2, function(2, 101));
        IntStream.rangeClosed(1, 100).forEach(no -> shard.endpoints.hang(endpoint(no)));

        for (int i = 0; i < 500; i++) {
            shard.publish(1, "hanging " + i);
            shard.publish(2, "message " + i);
            shard.advance(Duration.ofMillis(50));
        }

        List<Duration> times = shard.endpoints.times(endpoint(101));
        assertThat(times).hasSize(500);
        for (int i = 0; i < 500; i++) {
            assertThat(times.get(i)).isLessThanOrEqualTo(Duration.ofMillis(50L * i + 10));
        }
    }

    private static Subscription function(long topicNo, long no) {
        return subscription(topicNo, no, Protocol.LAMBDA, 0);
    }
}
