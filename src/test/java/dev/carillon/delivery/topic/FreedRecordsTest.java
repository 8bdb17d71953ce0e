package dev.carillon.delivery.topic;

import static dev.carillon.delivery.TestTopics.endpoint;
import static dev.carillon.delivery.TestTopics.subscription;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.ScriptedEndpoints;
import dev.carillon.delivery.ShardFixture;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One message is not accepted for a while; the files around it are freed. */
class FreedRecordsTest {
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final String STUBBORN = "message 5";

    @AutoClose
    private final ShardFixture shard = ShardFixture.open(Map.of("CARILLON_JOURNAL_ROLL_RECORDS", "100"));

    @BeforeEach
    void start() {
        shard.topic(1, subscription(1, 1, Protocol.LAMBDA, 0));
        shard.endpoints.answer(
                endpoint(1),
                post -> post.body().equals(STUBBORN) ? ScriptedEndpoints.UNAVAILABLE : ScriptedEndpoints.OK);
        shard.publish(1, IntStream.range(0, 350).mapToObj(i -> "message " + i).toArray(String[]::new));
        shard.advance(MOMENT);
    }

    @Test
    void saysWhatIsWaitedForOfEachFile() {
        List<LiveSpan> spans = shard.outstanding(1);

        assertThat(spans).extracting(LiveSpan::firstSeq).containsExactly(0L, 100L, 200L);
        assertThat(spans).extracting(LiveSpan::endSeq).containsExactly(100L, 200L, 300L);
        assertThat(spans).extracting(LiveSpan::sequences).containsExactly(List.of(5L), List.of(), List.of());
        assertThat(spans.get(0).records()).isEqualTo(1);
        assertThat(spans.stream().mapToLong(LiveSpan::bytes).sum())
                .isEqualTo(shard.appendedBytes() - shard.releasedBytes());
    }

    @Test
    void saysNothingOfATopicThatItDoesNotHave() {
        shard.deleteTopic(1);

        assertThat(shard.outstanding(1)).isEmpty();
    }

    @Test
    void theStragglerIsDeliveredFromWhereItWasCopiedTo() {
        assertThat(shard.free(1)).isEqualTo(3);
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        shard.advance(Duration.ofMinutes(2));

        assertThat(shard.endpoints.bodies(endpoint(1))).hasSizeGreaterThan(351).endsWith(STUBBORN);
        assertThat(shard.releasedBytes()).isEqualTo(shard.appendedBytes());
        assertThat(shard.counter("carillon.journal.damaged.records")).isZero();
    }

    @Test
    void aRestartCountsWhatIsLeft() {
        assertThat(shard.free(1)).isEqualTo(3);
        long outstanding = shard.appendedBytes() - shard.releasedBytes();

        shard.restart();

        assertThat(shard.recovered()).singleElement().satisfies(each -> {
            assertThat(each.outstandingBytes()).isEqualTo(outstanding);
            assertThat(each.lowSeq()).isEqualTo(5);
            assertThat(each.floorSeq()).isEqualTo(350);
        });
        assertThat(shard.outstanding(1))
                .singleElement()
                .satisfies(span -> assertThat(span.sequences()).containsExactly(5L));
    }

    /** As after a power cut: the state log's end was not on disk yet. What is in the last file comes again. */
    @Test
    void whatWasFreedIsSettledThoughTheStateLogForgotIt() throws IOException {
        assertThat(shard.free(1)).isEqualTo(3);
        shard.kill();
        Files.delete(shard.folder().resolve("state/0/deliveries.slog"));
        shard.endpoints.answer(endpoint(1), ScriptedEndpoints.OK);
        int before = shard.endpoints.bodies(endpoint(1)).size();

        var unused = shard.start();
        shard.advance(MOMENT);

        List<String> again = shard.endpoints.bodies(endpoint(1));
        assertThat(again.subList(before, again.size())).hasSize(51).contains(STUBBORN, "message 300", "message 349");
        assertThat(shard.counter("carillon.journal.damaged.records")).isZero();
        assertThat(shard.settled.get(shard.settled.size() - 1).lowSeq()).isEqualTo(350);
    }
}
