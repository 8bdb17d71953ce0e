package dev.carillon.delivery.topic;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.policy.FilterStart;
import dev.carillon.sns.wire.attribute.AttributeRules;
import dev.carillon.testing.Keeps;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Filter policies on the way from the journal to the endpoints. */
class FilterTest {
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final String ONE = "{\"n\":1}";
    private static final String TWO = "{\"n\":2}";

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    private FilterStart start = FilterStart.WITH_THE_SUBSCRIPTION;

    @Test
    void eachSubscriptionGetsWhatItsFilterMatches() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"), filtered(2, "{\"n\":[2]}"), subscription(1, 3, Protocol.HTTP, 0));

        shard.publish(1, ONE, TWO, "no JSON", ONE);
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(ONE, ONE);
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly(TWO);
        assertThat(shard.endpoints.bodies(endpoint(3))).containsExactly(ONE, TWO, "no JSON", ONE);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.counter("carillon.notifications.filtered")).isEqualTo(5);
    }

    @Test
    void whatNobodyWantsIsReleasedThoughTheEndpointHangs() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, IntStream.range(0, 100).mapToObj(i -> ONE).toArray(String[]::new));
        shard.advance(MOMENT);
        long waiting = shard.appendedBytes();

        shard.publish(1, IntStream.range(0, 1_000).mapToObj(i -> TWO).toArray(String[]::new));
        shard.advance(MOMENT);

        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes() - waiting);
    }

    @Test
    @Keeps("filter.change")
    void aMessageAfterAChangeMeetsTheNewPolicy() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.publish(1, ONE, TWO);
        shard.advance(MOMENT);

        shard.topic(1, filtered(1, "{\"n\":[2]}"));
        shard.publish(1, ONE, TWO);
        shard.advance(MOMENT);
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.publish(1, ONE);
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(ONE, TWO, ONE);
    }

    @Test
    void aMessageWaitsWhileANewPolicyIsCompiledAndOtherTopicsGoOn() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.topic(2, subscription(2, 2, Protocol.HTTP, 0));
        shard.aside.hold();
        shard.topic(1, filtered(1, "{\"n\":[2]}"));

        shard.publish(1, ONE, TWO);
        shard.publish(2, "other");
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("other");
        shard.aside.release();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(TWO);
    }

    @Test
    void messagesWaitUntilPoliciesThatCouldNotBeCompiledAre() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.aside.failNext();
        shard.topic(1, filtered(1, "{\"n\":[2]}"));

        shard.publish(1, ONE, TWO);
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();
        shard.advance(Duration.ofSeconds(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(TWO);
    }

    @Test
    void aChangeDuringACompilationCounts() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.aside.hold();
        shard.topic(1, filtered(1, "{\"n\":[2]}"));
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.publish(1, ONE, TWO);
        shard.aside.release();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(ONE);
    }

    @Test
    void whatWasFilteredStaysSoAndWhatWaitsIsSentAfterARestart() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, TWO, ONE, TWO);
        shard.advance(MOMENT);
        shard.append(1, ONE, TWO);

        shard.restart();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).contains(ONE).doesNotContain(TWO);
        assertThat(shard.recovered().get(0).outstandingBytes()).isPositive();
        shard.restart();
        assertThat(shard.recovered().get(0).outstandingBytes()).isZero();
    }

    @Test
    void whatWasTriedIsTriedAgainThoughTheFilterChangedSince() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, ONE);
        shard.advance(MOMENT);
        shard.topic(1, filtered(1, "{\"n\":[2]}"));

        shard.restart();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        int before = shard.endpoints.bodies(endpoint(1)).size();
        shard.advance(Duration.ofMinutes(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).hasSize(before + 1);
    }

    @Test
    @Keeps("filter.earlier")
    void whatWasPublishedBeforeAPolicyReachesTheEndpointThatWasAway() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        List<String> before = numbered(100);
        shard.publish(1, before.toArray(String[]::new));
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSizeLessThan(100);

        shard.topic(1, filteredFromNow("{\"n\":[2]}"));
        shard.publish(1, ONE, TWO);
        comesBack();

        assertThat(shard.endpoints.bodies(endpoint(1)))
                .containsAll(before)
                .containsOnlyOnce(TWO)
                .doesNotContain(ONE);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    @Keeps("filter.earlier")
    void whatWasLetThroughBeforeAChangeIsSentAfterARestart() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        List<String> before = numbered(100);
        shard.publish(1, before.toArray(String[]::new));
        shard.publish(1, "{\"n\":2,\"i\":0}");
        shard.advance(MOMENT);
        shard.topic(1, filteredFromNow("{\"n\":[2]}"));
        shard.publish(1, ONE, TWO);
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).hasSizeLessThan(100);

        shard.restart();
        comesBack();

        assertThat(shard.endpoints.bodies(endpoint(1)))
                .containsAll(before)
                .containsOnlyOnce(TWO)
                .doesNotContain(ONE, "{\"n\":2,\"i\":0}");
    }

    @Test
    @Keeps("filter.earlier")
    void eachMessageMeetsThePolicyOfItsTimeHoweverLateItIsMatched() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"), filtered(2, "{\"n\":[1]}"));
        shard.aside.hold();
        shard.publish(1, ONE);
        shard.topic(1, filteredFromNow("{\"n\":[2]}"), filtered(2, "{\"n\":[1]}"));
        shard.publish(1, ONE, TWO);
        shard.topic(1, filteredFromNow(""), filtered(2, "{\"n\":[1]}"), filtered(3, "{\"n\":[2]}"));
        shard.publish(1, TWO, ONE);
        shard.advance(MOMENT);
        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();

        shard.aside.release();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(ONE, TWO, TWO, ONE);
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly(ONE, ONE, ONE);
        assertThat(shard.endpoints.bodies(endpoint(3))).containsExactly(TWO, TWO);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    /** The policy that was in force at a message's publish is not known: an older one must not stop it. */
    @Test
    @Keeps("filter.earlier")
    void aMessageWhosePolicyTheShardHasMissedIsSent() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.publish(1, ONE);
        shard.advance(MOMENT);

        shard.show(1, filteredFromNow("{\"n\":[2]}"));
        shard.append(1, TWO);
        Subscription last = filteredFromNow("{\"n\":[3]}");
        shard.topic(1, last);
        shard.publish(1, TWO, "{\"n\":3}");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly(ONE, TWO, "{\"n\":3}");
    }

    @Test
    void topicsGoOnWhereTheNewestPolicySaysThoughTheJournalEndsBefore() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));
        shard.publish(1, ONE);
        shard.advance(MOMENT);
        start = start.followedBy(1_000);
        shard.topic(
                1,
                filtered(1, "{}")
                        .withAttributes(start.notedIn(filtered(1, "{\"n\":[2]}").attributes())));

        shard.restart();

        assertThat(shard.recovered().get(0).floorSeq()).isEqualTo(1_000);
    }

    @Test
    void ofVeryManyChangesThatWaitTheOldestLetTheirMessagesThrough() {
        shard.topic(1, filtered(1, "{\"n\":[0]}"));
        shard.aside.hold();
        for (int change = 1; change <= TopicFilter.MOST_OLDER + 2; change++) {
            shard.topic(1, filteredFromNow("{\"n\":[" + change + "]}"));
            shard.publish(1, ONE, "{\"n\":" + change + ",\"own\":true}");
        }
        shard.aside.release();
        shard.advance(MOMENT);

        List<String> bodies = shard.endpoints.bodies(endpoint(1));
        assertThat(bodies.stream().filter(body -> body.contains("own"))).hasSize(TopicFilter.MOST_OLDER + 2);
        assertThat(bodies.stream().filter(ONE::equals)).hasSize(1);
    }

    @Test
    void aPolicyThatCannotBeReadLetsNothingThrough() {
        shard.topic(1, filtered(1, "{\"n\":1}"), subscription(1, 2, Protocol.HTTP, 0));

        shard.publish(1, ONE);
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly(ONE);
    }

    @Test
    @Keeps("filter.bounded")
    void aMessageThatTakesTooMuchIsCountedAndNotSent() {
        shard.topic(1, filtered(1, "{\"n\":[1]}"));

        shard.publish(1, "{\"n\":1,\"deep\":" + "[".repeat(60) + "]".repeat(60) + "}");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).isEmpty();
        assertThat(shard.counter("carillon.filter.cut.messages")).isEqualTo(1);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    private void comesBack() {
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(5));
    }

    /** Messages that are all different, and of the first kind. */
    private static List<String> numbered(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"n\":1,\"i\":" + i + "}")
                .toList();
    }

    /** The first subscription with a policy, or with none, that was set behind everything so far. */
    private Subscription filteredFromNow(String policy) {
        start = start.followedBy(shard.nextSeq(1));
        Map<String, String> attributes =
                AttributeRules.changed(filtered(1, "{}").attributes(), Map.of("FilterPolicy", policy));
        return filtered(1, policy).withAttributes(start.notedIn(attributes));
    }

    private static Subscription filtered(long no, String policy) {
        return subscription(1, no, Protocol.HTTP, 0)
                .withAttributes(Map.of("FilterPolicy", policy, "FilterPolicyScope", "MessageBody"));
    }
}
