package dev.carillon.delivery.topic;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.ReplayState;
import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ReplayPolicy;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code sns-api.md}: "ReplayPolicy replays from the journal, ReplayStatus shows how far". */
class ReplayTest {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final Map<String, String> ARCHIVED =
            Map.of(ArchivePolicy.NAME, "{\"MessageRetentionPeriod\":\"7\"}");

    @AutoClose
    private final ShardFixture shard = ShardFixture.open(Map.of("CARILLON_JOURNAL_ROLL_RECORDS", "100"));

    private Instant start;

    @BeforeEach
    void open() {
        shard.topicAttributes = ARCHIVED;
        shard.show(1);
        start = shard.time.now();
    }

    @Test
    @Keeps({"replay.span", "replay.marked"})
    void whatWasPublishedBeforeAnySubscriptionIsReplayedToOneThatComesLaterInOrderAndMarked() {
        shard.publish(1, "a", "b", "c");

        shard.topic(1, replaying(lambda(1, 3), start));
        assertThat(state(1)).isEqualTo(ReplayState.IN_PROGRESS);
        shard.advance(MOMENT);
        shard.publish(1, "d");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c", "d");
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.notifications.replayed()).containsExactly("a", "b", "c");
    }

    @Test
    @Keeps("replay.span")
    void replaysTheSpanOfTheTwoTimesOnly() {
        publishEachSecond("a", "b", "c", "d", "e");

        shard.topic(1, replaying(lambda(1, 5), start.plusSeconds(1), start.plusSeconds(3)));
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("b", "c", "d");
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    @Keeps("replay.beside")
    void messagesAsTheyComeDoNotWaitForTheReplayAndTakeNothingOfTheQuotaForIt() {
        shard.publish(1, texts("old", 50));
        shard.advance(MOMENT);
        long released = shard.releasedBytes();
        assertThat(released).isEqualTo(shard.appendedBytes());
        shard.endpoints.answer(
                endpoint(1),
                post -> post.body().startsWith("old") ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.topic(1, replaying(lambda(1, 50), start));
        shard.advance(MOMENT);

        shard.publish(1, "new");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).contains("new");
        assertThat(state(1)).isEqualTo(ReplayState.IN_PROGRESS);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void showsHowManyAreUnderWay() {
        shard.publish(1, "a");
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 1), start));
        shard.advance(Duration.ofSeconds(2));
        assertThat(shard.meters.get("carillon.replays.running").gauge().value()).isEqualTo(1);

        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(1));

        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.meters.get("carillon.replays.running").gauge().value()).isZero();
    }

    @Test
    void whatFailsIsRetriedFromTheReplayOnHoweverOldItIs() {
        shard.publish(1, "a");
        shard.advance(Duration.ofDays(3));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 1), start));
        shard.advance(Duration.ofMinutes(10));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(30));

        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSizeGreaterThan(10);
        assertThat(shard.counter("carillon.notifications.dropped")).isZero();
    }

    @Test
    @Keeps("replay.restart")
    void goesOnAfterAKillWhereItWas() {
        shard.publish(1, texts("m", 300));
        shard.endpoints.answer(
                endpoint(1),
                post -> Integer.parseInt(post.body().substring(1)) < 120
                        ? ScriptedEndpoints.OK
                        : ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 300), start));
        shard.advance(Duration.ofSeconds(1));
        shard.restart();
        assertThat(state(1)).isEqualTo(ReplayState.IN_PROGRESS);
        int before = shard.endpoints.bodies(endpoint(1)).size();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);

        shard.advance(Duration.ofMinutes(20));

        List<String> bodies = shard.endpoints.bodies(endpoint(1));
        assertThat(bodies).contains(texts("m", 300));
        assertThat(bodies.subList(before, bodies.size())).doesNotContain(texts("m", 120));
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        shard.restart();
        shard.advance(MOMENT);
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSameSizeAs(bodies);
    }

    /** The catalogue has the change, and a kill came before the shard heard of it. */
    @Test
    @Keeps({"replay.status", "replay.restart"})
    void failsAtAStartThatFindsTheArchiveEnded() {
        shard.publish(1, texts("m", 30));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 30), start));
        shard.advance(Duration.ofSeconds(1));

        shard.topicAttributes = Map.of();
        shard.show(1, replaying(lambda(1, 30), start));
        shard.restart();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        int before = shard.endpoints.bodies(endpoint(1)).size();
        shard.advance(Duration.ofMinutes(20));

        assertThat(state(1)).isEqualTo(ReplayState.FAILED);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(before);
        shard.restart();
        assertThat(state(1)).isEqualTo(ReplayState.FAILED);
    }

    @Test
    @Keeps("replay.status")
    void whatWasCompletedStaysSoWhenTheArchiveHasEndedBeforeAStart() {
        shard.publish(1, "a", "b");
        shard.topic(1, replaying(lambda(1, 2), start));
        shard.advance(Duration.ofSeconds(1));
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);

        shard.topicAttributes = Map.of();
        shard.show(1, replaying(lambda(1, 2), start));
        shard.restart();

        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    @Keeps("replay.restart")
    void goesOnAfterAStopThatHadToWriteTheLogAnew() {
        shard.publish(1, texts("m", 30));
        shard.isLogUnwritable = true;
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 30), start));
        shard.advance(Duration.ofSeconds(1));
        shard.isLogUnwritable = false;

        assertThat(shard.stop().succeeded()).isTrue();
        shard.restart();
        assertThat(state(1)).isEqualTo(ReplayState.IN_PROGRESS);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(20));

        assertThat(shard.endpoints.bodies(endpoint(1))).contains(texts("m", 30));
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void goesThroughTheFilterPolicyOfNow() {
        shard.publish(1, "{\"n\":1}", "{\"n\":2}");
        shard.publish(1, IntStream.range(0, 1_000).mapToObj(i -> "{\"n\":3}").toArray(String[]::new));
        shard.publish(1, "{\"n\":1}");
        Subscription filtered =
                with(lambda(1, 1_003), "FilterPolicy", "{\"n\":[1]}", "FilterPolicyScope", "MessageBody");

        shard.topic(1, replaying(filtered, start));
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("{\"n\":1}", "{\"n\":1}");
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
    }

    @Test
    void aReplayThatIsAskedForAgainBeginsAgainAndOneThatIsNotAskedForAnyMoreStops() {
        shard.publish(1, "a", "b");
        shard.topic(1, replaying(lambda(1, 2), start));
        shard.advance(MOMENT);

        shard.topic(1, with(replaying(lambda(1, 2), start), ReplayPolicy.SET, "7"));
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "a", "b");

        shard.endpoints.hang(endpoint(1));
        shard.topic(1, with(replaying(lambda(1, 2), start), ReplayPolicy.SET, "8"));
        shard.advance(MOMENT);
        shard.topic(1, lambda(1, 2));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(5));
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(6);
        shard.restart();
        shard.advance(Duration.ofMinutes(5));
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(6);
    }

    @Test
    void failsWhenTheArchiveEndsAndStaysSo() {
        shard.publish(1, "a", "b");
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.topic(1, replaying(lambda(1, 2), start));
        shard.advance(MOMENT);

        shard.topicAttributes = Map.of();
        shard.topic(1, replaying(lambda(1, 2), start));
        int attempts = shard.endpoints.bodies(endpoint(1)).size();
        shard.advance(Duration.ofMinutes(5));

        assertThat(state(1)).isEqualTo(ReplayState.FAILED);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(attempts);
        shard.restart();
        assertThat(state(1)).isEqualTo(ReplayState.FAILED);
    }

    @Test
    void passesOverWhatGotTooOldMeanwhile() {
        shard.publish(1, texts("m", 250));
        shard.endpoints.hang(endpoint(1));
        shard.topic(1, replaying(lambda(1, 250), start));
        shard.advance(MOMENT);

        int gone = shard.trim(1, 200);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(30));

        assertThat(gone).isEqualTo(2);
        assertThat(state(1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.endpoints.bodies(endpoint(1))).contains("m200", "m249").doesNotContain("m150");
        assertThat(shard.counter("carillon.journal.damaged.records")).isZero();
    }

    @Test
    void endsWithItsSubscriptionAndItsTopic() {
        shard.publish(1, "a", "b");
        shard.endpoints.hang(endpoint(1));
        shard.endpoints.hang(endpoint(2));
        shard.topic(1, replaying(lambda(1, 2), start), replaying(lambda(2, 2), start));
        shard.advance(MOMENT);
        shard.topic(1, replaying(lambda(2, 2), start));
        shard.deleteTopic(1);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.endpoints.answer(endpoint(2), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(5));

        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(2);
        assertThat(shard.endpoints.bodies(endpoint(2))).hasSize(2);
        assertThat(state(1)).isEqualTo(ReplayState.PENDING);
    }

    @Test
    void whatCouldNotBeginIsNotBegunByTheEndOfItsSubscription() {
        shard.publish(1, "{\"n\":1}", "{\"n\":2}");
        Subscription filtered = with(lambda(1, 2), "FilterPolicy", "{\"n\":[1]}", "FilterPolicyScope", "MessageBody");
        shard.topic(1, filtered);
        shard.unreadable.add(1L);
        shard.topic(1, replaying(filtered, start));
        shard.unreadable.remove(1L);

        shard.topic(1);
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();
    }

    private void publishEachSecond(String... texts) {
        for (String text : texts) {
            shard.publish(1, text);
            shard.advance(Duration.ofSeconds(1));
        }
    }

    private ReplayState state(long subscriptionNo) {
        return shard.replayState(1, subscriptionNo);
    }

    private static Subscription lambda(long no, long startSeq) {
        return subscription(1, no, Protocol.LAMBDA, startSeq);
    }

    private static Subscription replaying(Subscription subscription, Instant from) {
        return policy(subscription, "\"StartingPoint\":\"" + from + "\"");
    }

    private static Subscription replaying(Subscription subscription, Instant from, Instant to) {
        return policy(subscription, "\"StartingPoint\":\"" + from + "\",\"EndingPoint\":\"" + to + "\"");
    }

    private static Subscription policy(Subscription subscription, String points) {
        return with(
                subscription, ReplayPolicy.NAME, "{\"PointType\":\"Timestamp\"," + points + "}", ReplayPolicy.SET, "6");
    }

    private static Subscription with(Subscription subscription, String... attributes) {
        Map<String, String> all = new HashMap<>(subscription.attributes());
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return subscription.withAttributes(all);
    }

    private static String[] texts(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
    }
}
