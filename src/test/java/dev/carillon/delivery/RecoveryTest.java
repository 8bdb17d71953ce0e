package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.ReplayState;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.journal.store.DropReason;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ReplayPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final Duration MOMENT = Duration.ofMillis(10);

    @AutoClose
    private final ShardFixture shard = ShardFixture.open();

    @Test
    void whatWasDeliveredIsNotDeliveredAgain() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.publish(1, "a", "b");
        shard.advance(MOMENT);

        shard.restart();
        shard.publish(1, "c");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c");
        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 2, 2));
    }

    @Test
    void whatWasUnderWayIsDueAtOnce() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, "a");
        shard.advance(MOMENT);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);

        shard.restart();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "a");
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void whatWasPublishedButNeverSeenIsDelivered() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.append(1, "a");

        shard.restart();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a");
    }

    @Test
    void attemptsAndDueTimesSurviveARestartAtEveryStage() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a");

        for (int stage = 0; stage < 30; stage++) {
            shard.advance(Duration.ofMillis(3_100));
            shard.restart();
        }

        assertThat(shard.endpoints.times(endpoint(1)))
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 20L, 40L, 60L);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(1);
    }

    @Test
    void aRetryThatCameDueMeanwhileIsMadeAtOnce() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a");
        shard.advance(MOMENT);

        shard.kill();
        shard.time.advance(Duration.ofMinutes(3));
        var unused = shard.start();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.times(endpoint(1)))
                .extracting(Duration::toSeconds)
                .containsExactly(0L, 180L);
    }

    @Test
    void outstandingBytesAreThoseThatSomeSubscriptionHasNotSettled() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.topic(2, subscription(2, 3, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(2), post -> post.body().equals("b") ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.publish(1, "a", "b", "c");
        shard.publish(2, "d");
        shard.advance(MOMENT);
        long outstanding = shard.appendedBytes() - shard.releasedBytes();

        shard.restart();

        assertThat(outstanding).isPositive();
        assertThat(shard.recovered())
                .containsExactlyInAnyOrder(new TopicRecovered(1, outstanding, 1, 3), new TopicRecovered(2, 0, 1, 1));
    }

    @Test
    void aSubscriptionThatEndedMeanwhileIsForgotten() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(2), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a");
        shard.advance(MOMENT);

        shard.show(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.restart();
        shard.advance(Duration.ofMinutes(5));

        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 1, 1));
        assertThat(shard.endpoints.posts(endpoint(2))).hasSize(1);
    }

    @Test
    void whatACopyOfTheCatalogueDidNotKnowIsTakenUpOnceTheDatabaseIsBack() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.topic(2, subscription(2, 2, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(2), post -> post.body().equals("b") ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.publish(2, "a", "b");
        shard.append(2, "c");
        shard.advance(MOMENT);
        shard.copyWith(2);

        shard.restart();
        shard.publish(1, "known");
        shard.advance(Duration.ofSeconds(5));
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("known");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a", "b");
        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 0, 0));

        shard.load();
        shard.advance(Duration.ofSeconds(21));
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a", "b", "c", "b");
    }

    @Test
    void aSubscriptionThatACopyDidNotKnowKeepsItsState() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.publish(1, "a", "b");
        shard.advance(MOMENT);
        shard.copyWith(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.restart();
        shard.load();
        shard.publish(1, "c");
        shard.advance(MOMENT);

        shard.restart();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c");
        assertThat(shard.endpoints.bodies(endpoint(2))).containsExactly("a", "b", "c");
    }

    @Test
    void aLateSubscriptionGetsNothingFromBeforeItWasSeenAfterARestartEither() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.publish(1, "a", "b");
        shard.advance(MOMENT);
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 1));
        shard.advance(MOMENT);

        shard.restart();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.posts(endpoint(2))).isEmpty();
        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 2, 2));
    }

    @Test
    void retriesBeyondTheReadMarkAreNotMadeTwice() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(1), post -> post.body().equals("b") ? ScriptedEndpoints.OK : ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a", "b", "c");
        shard.advance(MOMENT);

        shard.restart();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(21));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c", "a", "c");
        assertThat(shard.releasedBytes()).isPositive();
    }

    @Test
    void aDamagedRecordIsDroppedAndTheOthersAreDelivered() throws IOException {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.append(1, "first", "bend me here", "last");
        shard.kill();
        bend("bend me here");

        var unused = shard.start();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("first", "last");
        assertThat(shard.meters
                        .get("carillon.notifications.dropped")
                        .tag("reason", DropReason.DAMAGED.name())
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(shard.counter("carillon.journal.damaged.records")).isEqualTo(1);
        assertThat(shard.settled.get(shard.settled.size() - 1).lowSeq()).isEqualTo(3);
    }

    @Test
    void aDeadEndpointsBacklogEndsWithItsPolicysSpanEachMessageTried() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.REFUSED);
        shard.publish(1, IntStream.range(0, 500).mapToObj(i -> "message " + i).toArray(String[]::new));

        shard.advance(Duration.ofSeconds(50));
        long triedWhileOpen =
                shard.endpoints.bodies(endpoint(1)).stream().distinct().count();
        shard.advance(Duration.ofSeconds(100));

        assertThat(triedWhileOpen).isLessThan(50);
        assertThat(shard.endpoints.bodies(endpoint(1)).stream().distinct().count())
                .isEqualTo(500);
        assertThat(shard.counter("carillon.notifications.dropped")).isEqualTo(500);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    @Test
    void anEndpointThatComesBackGetsWhatWaited() {
        shard.topic(1, subscription(1, 1, Protocol.LAMBDA, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.REFUSED);
        shard.publish(1, IntStream.range(0, 300).mapToObj(i -> "message " + i).toArray(String[]::new));
        shard.advance(Duration.ofMinutes(5));

        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(61));

        List<String> delivered = shard.endpoints.bodies(endpoint(1));
        assertThat(delivered.stream().distinct().count()).isEqualTo(300);
        assertThat(shard.counter("carillon.notifications.delivered")).isEqualTo(300);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
    }

    /** As after a power cut: the state log was forced to disk when it was rewritten, the journal was not. */
    @Test
    void newMessagesAreDeliveredThoughTheJournalLostItsEnd() throws IOException {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(1), post -> post.body().equals("b") ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.endpoints.answer(endpoint(2), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a", "b", "c");
        shard.advance(MOMENT);
        shard.kill();
        for (Path file : journalFiles()) {
            Files.delete(file);
        }

        var unused = shard.start();
        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 0, 3));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.endpoints.answer(endpoint(2), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(1));
        shard.skipTo(1, 3);
        shard.publish(1, "d");
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).endsWith("d").doesNotHaveDuplicates();
        assertThat(shard.endpoints.bodies(endpoint(2))).endsWith("d").doesNotHaveDuplicates();
        assertThat(shard.settled.get(shard.settled.size() - 1).lowSeq()).isEqualTo(4);
    }

    @Test
    void whatAJournalLostBeforeItWasTriedIsMissed() throws IOException {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.hang(endpoint(1));
        shard.publish(1, "a", "b");
        shard.advance(Duration.ofSeconds(1).plus(MOMENT));
        shard.kill();
        for (Path file : journalFiles()) {
            Files.delete(file);
        }

        var unused = shard.start();

        assertThat(shard.recovered()).containsExactly(new TopicRecovered(1, 0, 2, 2));
        assertThat(shard.counter("carillon.journal.damaged.records")).isEqualTo(2);
    }

    @Test
    void aTopicThatCouldNotBeTakenUpKeepsItsState() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(1), post -> post.body().equals("b") ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.publish(1, "a", "b", "c");
        shard.advance(MOMENT);
        shard.copyWith(1);
        shard.restart();

        shard.unreadable.add(1L);
        shard.learn();
        shard.unreadable.remove(1L);
        shard.load();
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(21));

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c", "b");
    }

    @Test
    void aTopicThatCannotBeReadKeepsItsStateForTheNextStart() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.publish(1, "a", "b");
        shard.advance(MOMENT);
        shard.append(1, "c");
        shard.copyWith(1);
        shard.restart();
        shard.unreadable.add(1L);
        shard.load();

        shard.unreadable.remove(1L);
        shard.restart();
        shard.advance(MOMENT);

        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsToldOfATopicIsWhatIsOutstandingByThen() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a");
        shard.advance(MOMENT);
        shard.restart();
        TopicRecovered found = shard.recovered().get(0);

        shard.topic(1);

        assertThat(found.outstandingBytes()).isPositive();
        assertThat(shard.shard().now(found)).isEqualTo(new TopicRecovered(1, 0, 1, 1));
    }

    /** The journal's shard counts what it is told; what was given back before must not be given back again. */
    @Test
    void whatIsToldOfATopicIsNotReleasedOnceMore() {
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0), subscription(1, 2, Protocol.HTTP, 0));
        shard.endpoints.answer(
                endpoint(1), post -> post.body().equals("a") ? ScriptedEndpoints.OK : ScriptedEndpoints.UNAVAILABLE);
        shard.endpoints.answer(endpoint(2), ScriptedEndpoints.UNAVAILABLE);
        shard.publish(1, "a", "bb");
        shard.advance(MOMENT);
        shard.restart();
        TopicRecovered found = shard.recovered().get(0);
        shard.topic(1, subscription(1, 1, Protocol.HTTP, 0));

        TopicRecovered told = shard.shard().now(found);
        shard.settled.clear();
        shard.advance(MOMENT);
        assertThat(shard.releasedBytes()).isZero();

        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofSeconds(25));
        assertThat(shard.releasedBytes()).isPositive().isEqualTo(told.outstandingBytes());
    }

    @Test
    void aReplayOfATopicThatCouldNotBeTakenUpGoesOnWhereItWas() {
        shard.topicAttributes = Map.of(ArchivePolicy.NAME, "{\"MessageRetentionPeriod\":\"7\"}");
        shard.show(1);
        shard.publish(1, "a", "b");
        shard.topic(1, replaying(subscription(1, 1, Protocol.HTTP, 2)));
        shard.advance(MOMENT);
        shard.append(1, "c");
        shard.copyWith(1);
        shard.restart();
        shard.unreadable.add(1L);
        shard.load();

        shard.unreadable.remove(1L);
        shard.load();
        shard.advance(MOMENT);

        assertThat(shard.replayState(1, 1)).isEqualTo(ReplayState.COMPLETED);
        assertThat(shard.endpoints.bodies(endpoint(1))).containsExactly("a", "b", "c");
    }

    private static Subscription replaying(Subscription subscription) {
        return subscription.withAttributes(Map.of(
                ReplayPolicy.NAME,
                "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"2026-01-01T00:00:00Z\"}",
                ReplayPolicy.SET,
                "6"));
    }

    /** Changes one byte of a message on disk. */
    private void bend(String text) throws IOException {
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        for (Path file : journalFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            int at = indexOf(bytes, wanted);
            if (at >= 0) {
                bytes[at] ^= 1;
                Files.write(file, bytes);
                return;
            }
        }
        throw new IllegalStateException("not on disk: " + text);
    }

    private List<Path> journalFiles() throws IOException {
        try (Stream<Path> all = Files.walk(shard.folder().resolve("topics"))) {
            return all.filter(path -> path.toString().endsWith(".cq4")).toList();
        }
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (java.util.Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }
}
