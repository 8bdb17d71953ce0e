package dev.carillon.delivery.lane;

import static dev.carillon.delivery.ScriptedEndpoints.NOT_FOUND;
import static dev.carillon.delivery.ScriptedEndpoints.OK;
import static dev.carillon.delivery.ScriptedEndpoints.UNAVAILABLE;
import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.delivery.TestTopics;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The groups of a FIFO topic's messages (a, b ... by a text's first letter), in virtual time. */
class FifoDeliveryTest {
    private static final long TOPIC = TestTopics.FIFO;
    private static final String QUEUE = "arn:aws:sqs:eu-west-3:123456789012:dead.fifo";
    private static final Subscription ONE = subscription(TOPIC, 1, Protocol.HTTP, 0);
    private static final Subscription OTHER = subscription(TOPIC, 2, Protocol.LAMBDA, 0);

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @Test
    @Keeps("guarantee.fifo-order")
    void ofAGroupOneIsUnderWayAtATimeAndOtherGroupsGoOn() {
        shard.topic(TOPIC, ONE);
        shard.endpoints.hang(endpoint(1));

        shard.publish(TOPIC, "a1", "a2", "b1", "a3");
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1");

        shard.endpoints.endOpen(OK);
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1", "a2");
        shard.endpoints.endOpen(OK);
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1", "a2", "a3");
    }

    @Test
    @Keeps("guarantee.fifo-order")
    void aRetryHoldsItsGroupForItsSubscriptionAlone() {
        shard.topic(TOPIC, ONE, OTHER);
        shard.endpoints.answer(endpoint(1), post -> post.body().equals("a1") ? UNAVAILABLE : OK);

        shard.publish(TOPIC, "a1", "a2", "b1");

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a1", "a2", "b1");
        shard.endpoints.answer(endpoint(1), OK);
        shard.advance(Duration.ofSeconds(23));
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1", "a1", "a2");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void whatIsGivenUpLetsTheNextGo() {
        shard.topic(TOPIC, ONE);
        shard.endpoints.answer(endpoint(1), post -> post.body().equals("a1") ? NOT_FOUND : OK);

        shard.publish(TOPIC, "a1", "a2");

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "a2");
    }

    @Test
    void whatGoesToTheDeadLetterQueueHoldsItsGroupUntilItIsThere() {
        shard.topic(TOPIC, ONE.withAttributes(Map.of("RedrivePolicy", "{\"deadLetterTargetArn\":\"" + QUEUE + "\"}")));
        shard.endpoints.answer(endpoint(1), NOT_FOUND);
        shard.endpoints.hang(QUEUE);

        shard.publish(TOPIC, "a1", "a2", "b1");
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1");
        assertThat(shard.endpoints.bodies(QUEUE)).containsExactly("a1", "b1");

        shard.endpoints.endOpen(OK);
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a1", "b1", "a2");
    }

    @Test
    @Keeps("guarantee.fifo-order")
    void aRestartKeepsTheOrderOfWhatWaitedAndWhatWasUnderWay() {
        shard.topic(TOPIC, ONE);
        shard.endpoints.answer(endpoint(1), UNAVAILABLE);
        shard.publish(TOPIC, "a1", "a2");
        shard.advance(Duration.ofSeconds(1));
        shard.endpoints.hang(endpoint(1));
        shard.publish(TOPIC, "b1", "b2", "a3");
        int before = shard.endpoints.posts().size();

        shard.endpoints.answer(endpoint(1), OK);
        shard.restart();
        assertThat(after(before)).containsExactly("b1", "b2");

        shard.advance(Duration.ofSeconds(23));
        assertThat(after(before)).containsExactly("b1", "b2", "a1", "a2", "a3");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void anOpenBreakerKeepsTheOrder() {
        shard.topic(TOPIC, OTHER);
        shard.endpoints.answer(endpoint(2), UNAVAILABLE);
        for (int i = 0; i < 30; i++) {
            shard.publish(TOPIC, "a" + i, "b" + i);
        }
        shard.advance(Duration.ofMinutes(2));
        int before = shard.endpoints.posts().size();

        shard.endpoints.answer(endpoint(2), OK);
        shard.advance(Duration.ofMinutes(3));

        List<String> arrived = after(before);
        assertThat(arrived).hasSize(60);
        assertThat(arrived).filteredOn(each -> each.startsWith("a")).isEqualTo(numbered("a"));
        assertThat(arrived).filteredOn(each -> each.startsWith("b")).isEqualTo(numbered("b"));
    }

    @Test
    void aStuckGroupLetsOthersPassAndIsReadNoFurtherThanABound() {
        shard.topic(TOPIC, ONE);
        shard.endpoints.answer(endpoint(1), post -> post.body().startsWith("a") ? UNAVAILABLE : OK);
        for (int i = 0; i < UntriedInGroups.MOST_HELD; i++) {
            shard.append(TOPIC, "a" + i);
        }
        shard.publish(TOPIC, "b1", "a", "a", "c1");

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a0", "b1");
        shard.endpoints.answer(endpoint(1), OK);
        shard.advance(Duration.ofSeconds(23));
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(UntriedInGroups.MOST_HELD + 5);
    }

    private List<String> after(int posts) {
        return shard.endpoints.posts().stream()
                .skip(posts)
                .map(ScriptedEndpoints.Post::body)
                .toList();
    }

    private static List<String> numbered(String group) {
        return IntStream.range(0, 30).mapToObj(i -> group + i).toList();
    }
}
