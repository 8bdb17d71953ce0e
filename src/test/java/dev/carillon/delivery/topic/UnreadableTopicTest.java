package dev.carillon.delivery.topic;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableTopicTest {
    private static final Duration MOMENT = Duration.ofMillis(10);

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @BeforeEach
    void start() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.topic(2, subscription(2, 3, Protocol.HTTP, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotHoldUpTheOthersAndIsDeliveredOnceItCanBeRead(boolean isPageLost) {
        shard.isPageLost = isPageLost;
        shard.unreadable.add(1L);
        shard.publish(1, "a");
        shard.publish(2, "b");
        shard.advance(Duration.ofSeconds(5));
        assertThat(shard.endpoints.bodies(endpoint(3))).containsExactly("b");
        assertThat(shard.endpoints.posts(endpoint(1))).isEmpty();

        shard.unreadable.clear();
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void doesNotHoldUpTheOthersWhenTheShardBegins() {
        shard.append(1, "a");
        shard.append(2, "b");
        shard.kill();
        shard.unreadableFromBegin.add(1L);
        var unused = shard.start();
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(3))).containsExactly("b");
        assertThat(shard.endpoints.posts(endpoint(1))).isEmpty();

        shard.unreadable.clear();
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isCountedOnceItCanBeReadThoughNobodyPullsIt(boolean isPageLost) {
        shard.isPageLost = isPageLost;
        shard.topic(3);
        shard.unreadable.add(3L);
        shard.publish(3, "c");
        shard.advance(Duration.ofSeconds(5));
        assertThat(shard.releasedBytes()).isZero();

        shard.unreadable.clear();
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }
}
