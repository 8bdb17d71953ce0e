package dev.carillon.delivery.endpoint;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** "http, https with DeliveryPolicy": what a policy makes of attempts, in virtual time. */
class DeliveryPolicyTest {
    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @ParameterizedTest
    @CsvSource({
        "linear, '0 10 20 37 60 90 120 150'",
        "arithmetic, '0 10 20 33 53 83 113 143'",
        "geometric, '0 10 20 34 55 85 115 145'",
        "exponential, '0 10 20 40 70 100 130 160'",
    })
    @Keeps({"retry.web-phases", "policy.functions"})
    void aSubscriptionsOwnPolicyDrivesItsRetries(String function, String seconds) {
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(
                1,
                with(healthy(10, 30, 7, function)
                        .replace("}}", ",\"numMinDelayRetries\":1,\"numMaxDelayRetries\":2}}")));

        shard.publish(1, "a");
        shard.advance(Duration.ofHours(1));

        assertThat(seconds(1)).isEqualTo(seconds);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(1);
    }

    /** Twelve fail, whereupon the breaker is open: the others are no worse off. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Keeps("retry.open-breaker")
    void aBriefPolicyIsKeptToBehindAnOpenBreaker(int delaySeconds) {
        answerUnavailable(1);
        shard.topic(
                1,
                with(healthy(1, 1, 3, "linear")
                        .replace("}}", delaySeconds == 0 ? ",\"numNoDelayRetries\":3}}" : "}}")));

        shard.publish(1, texts(12));
        shard.advance(Duration.ofMinutes(1));
        shard.publish(1, texts(12));
        shard.advance(Duration.ofMinutes(1));

        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(24 * 4);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(24);
    }

    @Test
    @Keeps("retry.open-breaker")
    void behindAnOpenBreakerALongerPolicyEndsWithOneAttempt() {
        answerUnavailable(1);
        shard.topic(1, with(""));

        shard.publish(1, texts(100));
        shard.advance(Duration.ofMinutes(5));

        assertThat(shard.endpoints.posts(endpoint(1)))
                .filteredOn(post -> post.body().equals("text 99"))
                .extracting(post -> post.at().toSeconds())
                .containsExactly(60L);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(100);
    }

    @Test
    @Keeps("policy.overrides")
    void theTopicsPolicyHoldsForThoseWithoutOneAndOverridesThemWhenItSaysSo() {
        shard.topicAttributes = Map.of("DeliveryPolicy", topicPolicy(5, false));
        answerUnavailable(1, 2);
        shard.topic(
                1, with(""), subscription(1, 2, Protocol.HTTPS, 0, endpoint(2)).withAttributes(policy(1, 1)));
        shard.publish(1, "a");
        shard.advance(Duration.ofMinutes(5));
        assertThat(seconds(1)).isEqualTo("0 5 10");
        assertThat(seconds(2)).isEqualTo("0 1");

        shard.topicAttributes = Map.of("DeliveryPolicy", topicPolicy(5, true));
        shard.topic(
                1, with(""), subscription(1, 2, Protocol.HTTPS, 0, endpoint(2)).withAttributes(policy(1, 1)));
        shard.publish(1, "b");
        shard.advance(Duration.ofMinutes(5));

        assertThat(seconds(2)).isEqualTo("0 1 300 305 310");
    }

    @Test
    @Keeps("policy.web-only")
    void aFunctionHasNoneOfIt() {
        shard.topicAttributes = Map.of("DeliveryPolicy", topicPolicy(5, true));
        answerUnavailable(1);
        shard.topic(1, subscription(1, 1, Protocol.LAMBDA, 0));

        shard.publish(1, "a");
        shard.advance(Duration.ofSeconds(2));

        assertThat(seconds(1)).isEqualTo("0 0 0 0 1 2");
    }

    @Test
    @Keeps("policy.change")
    void aChangeCountsForTheAttemptsThatFollow() {
        answerUnavailable(1);
        shard.topic(1, with(healthy(10, 10, 5, "linear")));
        shard.publish(1, "a");
        shard.advance(Duration.ofSeconds(15));

        shard.topic(1, with(healthy(2, 2, 4, "linear")));
        shard.advance(Duration.ofMinutes(5));

        assertThat(seconds(1)).isEqualTo("0 10 20 22 24");
    }

    @Test
    @Keeps("retry.restart")
    void aPolicyOutlivesARestart() {
        answerUnavailable(1);
        shard.topic(1, with(healthy(10, 10, 3, "linear")));
        shard.publish(1, "a");
        shard.advance(Duration.ofSeconds(15));

        shard.restart();
        shard.advance(Duration.ofMinutes(5));

        assertThat(seconds(1)).isEqualTo("0 10 20 30");
    }

    @Test
    @Keeps("policy.throttle")
    void noMoreIsSentASecondThanTheThrottlePolicySays() {
        shard.topic(1, with("{\"throttlePolicy\":{\"maxReceivesPerSecond\":4}}"));

        shard.publish(1, texts(40));
        shard.advance(Duration.ofMillis(4_900));
        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(20);
        shard.advance(Duration.ofMinutes(1));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(texts(40));
        assertThat(shard.endpoints.times(endpoint(1)).get(39)).isEqualTo(Duration.ofMillis(9_750));
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    @Keeps("policy.throttle")
    void whatComesInTheVeryMomentInWhichTheRateOpensIsSent() {
        shard.topic(1, with("{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}"));

        // The lane looks at the clock several times; one of these is the moment between two of its looks.
        for (int beforeNanos = 1; beforeNanos <= 30; beforeNanos++) {
            shard.publish(1, "before");
            shard.advance(Duration.ofSeconds(1).minusNanos(beforeNanos));
            shard.time.setLookNanos(1);
            shard.publish(1, "in the moment");
            shard.time.setLookNanos(0);
            shard.advance(Duration.ofSeconds(10));

            assertThat(shard.endpoints.posts(endpoint(1))).hasSize(2 * beforeNanos);
        }
    }

    @Test
    @Keeps("policy.throttle")
    void retriesCountForTheRateToo() {
        answerUnavailable(1);
        shard.topic(
                1,
                with("{\"throttlePolicy\":{\"maxReceivesPerSecond\":1},\"healthyRetryPolicy\":{\"minDelayTarget\":1,"
                        + "\"maxDelayTarget\":1,\"numRetries\":2}}"));

        shard.publish(1, "a", "b", "c");
        shard.advance(Duration.ofMinutes(2));

        assertThat(seconds(1)).isEqualTo("0 1 2 3 4 5 6 7 8");
    }

    @Test
    @Keeps("guarantee.isolation")
    void aThrottledEndpointHoldsUpNobodyElse() {
        shard.topic(
                1,
                with("{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}"),
                subscription(1, 2, Protocol.HTTP, 0, endpoint(2)));

        shard.publish(1, texts(50));
        shard.advance(Duration.ofSeconds(1));

        assertThat(shard.endpoints.posts(endpoint(2))).hasSize(50);
        assertThat(shard.endpoints.posts(endpoint(1))).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void liftingTheRateSendsTheRestAtOnce() {
        shard.topic(1, with("{\"throttlePolicy\":{\"maxReceivesPerSecond\":1}}"));
        shard.publish(1, texts(20));
        shard.advance(Duration.ofMillis(1_500));

        shard.topic(1, with(""));
        shard.advance(Duration.ofMillis(1));

        assertThat(shard.endpoints.posts(endpoint(1))).hasSize(20);
    }

    private void answerUnavailable(long... subscriptions) {
        for (long no : subscriptions) {
            shard.endpoints.answer(endpoint(no), ScriptedEndpoints.UNAVAILABLE);
        }
    }

    private String seconds(long subscriptionNo) {
        return String.join(
                " ",
                shard.endpoints.times(endpoint(subscriptionNo)).stream()
                        .map(at -> Long.toString(Math.round(at.toMillis() / 1_000.0)))
                        .toList());
    }

    private static Subscription with(String policy) {
        Subscription web = subscription(1, 1, Protocol.HTTP, 0, endpoint(1));
        return policy.isEmpty() ? web : web.withAttributes(Map.of("DeliveryPolicy", policy));
    }

    private static Map<String, String> policy(int delay, int retries) {
        return Map.of("DeliveryPolicy", healthy(delay, delay, retries, "linear"));
    }

    private static String healthy(int min, int max, int retries, String function) {
        return "{\"healthyRetryPolicy\":{\"minDelayTarget\":" + min + ",\"maxDelayTarget\":" + max + ",\"numRetries\":"
                + retries + ",\"backoffFunction\":\"" + function + "\"}}";
    }

    private static String topicPolicy(int delay, boolean disablesOverrides) {
        return "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":" + delay + ",\"maxDelayTarget\":" + delay
                + ",\"numRetries\":2},\"disableSubscriptionOverrides\":" + disablesOverrides + "}}";
    }

    private static String[] texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toArray(String[]::new);
    }
}
