package dev.carillon.journal;

import static dev.carillon.journal.OpenShards.QUOTA;
import static dev.carillon.journal.OpenShards.result;
import static dev.carillon.journal.Projects.archived;
import static dev.carillon.journal.Projects.heard;
import static dev.carillon.journal.Projects.unheard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.OverArchiveQuota;
import dev.carillon.bus.AppendOutcome.Stored;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Topic;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sns-api.md}: "Archive on any topic", its quota, and what a file is kept for. */
class ArchiveTest {
    private static final String TEXT = "x".repeat(944);
    private static final int ONE = EncodedLength.of(Projects.message(TEXT));

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final Instant began = time.now();
    private OpenShards shards;

    @BeforeEach
    void open() throws IOException {
        shards = new OpenShards(folder, time, weekly(unheard(1)), weekly(heard(2)), heard(3));
    }

    @AfterEach
    void close() throws IOException {
        shards.close();
    }

    @Test
    @Keeps("archive.any-topic")
    void keepsWhatNobodyIsSubscribedToAndWhatAllHaveSettled() throws IOException {
        append(1, 5);
        append(2, 90);
        append(3, 1);
        settle(1, 5);
        settle(2, 90);
        settle(3, 1);

        await().untilAsserted(() -> assertThat(shards.bytes("stored")).isZero());
        assertThat(shards.bytes("archived")).isEqualTo(95L * ONE);
        assertThat(read(1)).isEqualTo(5);
        assertThat(read(2)).isEqualTo(90);
    }

    @Test
    @Keeps("archive.quota")
    void refusesWholeWhatWouldTakeTheArchivesOverTheirQuotaAndKeepsWhatIsThere() {
        int most = (int) (QUOTA / ONE) - 1;
        append(1, most);
        shards.append(1, TEXT.substring(500));
        settle(1, most + 1);
        await().untilAsserted(() -> assertThat(shards.bytes("stored")).isLessThan(ONE));
        long full = (most + 1L) * ONE - 500;

        assertThat(shards.append(2, TEXT, "x")).containsExactly(new OverArchiveQuota(full, QUOTA), new Stored(0));
        assertThat(shards.append(3, TEXT)).as("a topic without an archive").containsExactly(new Stored(0));
        assertThat(shards.bytes("stored")).isLessThan(2L * ONE);
        assertThat(shards.bytes("archived")).isBetween(full, QUOTA);
    }

    @Test
    @Keeps("archive.retention")
    void letsAFileGoWhenItsYoungestRecordIsOldEnoughAndTheLastOneToo() throws IOException {
        append(1, 20);
        settle(1, 20);
        time.advance(Duration.ofDays(4));
        append(1, 20);
        settle(1, 40);
        assertThat(shards.files(1)).as("what is days younger begins a file").hasSize(2);
        time.advance(Duration.ofDays(3).minusMillis(1));
        await().pollDelay(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(shards.files(1)).hasSize(2));
        assertThat(shards.bytes("archived")).isEqualTo(40L * ONE);

        time.advance(Duration.ofMillis(2));

        await().untilAsserted(() -> assertThat(shards.bytes("archived")).isEqualTo(20L * ONE));
        assertThat(shards.files(1)).hasSize(1);
        time.advance(Duration.ofDays(4));
        await().untilAsserted(() -> assertThat(shards.bytes("archived")).isZero());
        assertThat(shards.files(1)).singleElement().asString().endsWith(".kept");
        assertThat(shards.append(1, TEXT)).containsExactly(new Stored(40));
        assertThat(shards.bytes("archived")).isEqualTo(ONE);
    }

    @Test
    @Keeps("archive.retention")
    void whatSomebodyWaitsForStaysHoweverOldItIs() throws IOException {
        append(2, 20);
        time.advance(Duration.ofDays(8));
        append(2, 1);
        settle(2, 0);

        await().pollDelay(Duration.ofMillis(600))
                .untilAsserted(() -> assertThat(read(2)).isEqualTo(21));
    }

    @Test
    void countsTheSameAfterARestartWhetherOrNotItsNoteIsWhole() throws IOException {
        append(3, 10);
        time.advance(Duration.ofSeconds(1));
        Topic three = archived(heard(3), 7, time.now());
        shards.show(weekly(unheard(1)), weekly(heard(2)), three);
        append(3, 60);
        append(1, 7);
        long archived = shards.bytes("archived");
        assertThat(archived).as("what was published before is not archived").isEqualTo(67L * ONE);

        shards.restart();

        assertThat(shards.bytes("archived")).isEqualTo(archived);
        time.advance(Duration.ofHours(30));
        append(3, 1);
        shards.restart();
        assertThat(shards.bytes("archived")).isEqualTo(archived + ONE);
        shards.close();
        Path note = folder.resolve("topics/3/archive");
        byte[] bytes = Files.readAllBytes(note);
        bytes[9] ^= 1;
        Files.write(note, bytes);
        shards = new OpenShards(folder, time, weekly(unheard(1)), weekly(heard(2)), three);
        assertThat(shards.bytes("archived")).isEqualTo(archived + ONE);
        assertThat(read(3)).isEqualTo(71);
    }

    @Test
    @Keeps("archive.end")
    void anArchiveThatEndsGivesItsBytesAndItsFilesBack() throws IOException {
        append(1, 20);
        settle(1, 20);
        time.advance(Duration.ofDays(1));
        append(1, 1);
        settle(1, 21);
        assertThat(shards.files(1)).hasSize(2);

        shards.show(unheard(1));

        await().untilAsserted(() -> assertThat(shards.bytes("archived")).isZero());
        await().untilAsserted(() -> assertThat(shards.files(1)).hasSize(1));
        assertThat(shards.append(1, TEXT)).containsExactly(new AppendOutcome.NobodyListens());
        assertThat(folder.resolve("topics/1/archive")).doesNotExist();
    }

    @Test
    void aTopicThatIsGoneGivesItsArchiveBack() {
        append(1, 3);

        shards.show(heard(3));

        await().untilAsserted(() -> assertThat(shards.bytes("archived")).isZero());
    }

    /** A file of a topic with a message a day would take much more than that message. */
    @Test
    void smallFilesShareOneWhichLeavesOutWhatIsOldEnough() throws IOException {
        result(shards.bus().onOutstanding(0, query -> Future.succeededFuture(nothingWaitedFor(query))));
        for (int day = 0; day < 12; day++) {
            append(1, 1);
            settle(1, day + 1);
            time.advance(Duration.ofDays(1));
        }

        await().untilAsserted(() -> assertThat(shards.bytes("archived")).isBetween(7L * ONE, 8L * ONE));
        await().untilAsserted(() -> assertThat(shards.files(1)).hasSizeLessThanOrEqualTo(2));
        shards.restart();
        assertThat(shards.bytes("archived")).isBetween(7L * ONE, 8L * ONE);
        result(shards.bus().recovered(new TopicRecovered(1, 0, 12, 12)));
        assertThat(shards.append(1, TEXT)).containsExactly(new Stored(12));
    }

    @Test
    void isNotMixedWithWhatWasThereBefore() throws IOException {
        result(shards.bus().onOutstanding(0, query -> Future.succeededFuture(waitingForTheFirst(query))));
        append(3, 10);
        time.advance(Duration.ofSeconds(1));
        shards.show(archived(heard(3), 7, time.now()));
        for (int day = 0; day < 3; day++) {
            append(3, 1);
            time.advance(Duration.ofDays(1));
        }
        shards.bus().settled(new DeliverySettled(3, 12L * ONE, 0));
        await().untilAsserted(() ->
                assertThat(read(3)).as("the first, and those of the archive").isEqualTo(4));

        shards.bus().settled(new DeliverySettled(3, ONE, 13));

        await().untilAsserted(() -> assertThat(read(3)).isEqualTo(3));
        assertThat(shards.bytes("archived")).isEqualTo(3L * ONE);
    }

    private void append(long topicNo, int messages) {
        for (int i = 0; i < messages; i++) {
            assertThat(shards.append(topicNo, TEXT)).hasOnlyElementsOfType(Stored.class);
        }
    }

    private void settle(long topicNo, long lowSeq) {
        shards.bus().settled(new DeliverySettled(topicNo, lowSeq * ONE, lowSeq));
    }

    private int read(long topicNo) {
        int found = 0;
        try (JournalReader reader = shards.data().journals().read(topicNo)) {
            for (long sequence = reader.firstSeq(); sequence < reader.nextSeq(); sequence++) {
                found += reader.read(sequence) instanceof ReadOutcome.Found ? 1 : 0;
            }
        }
        return found;
    }

    private Topic weekly(Topic topic) {
        return archived(topic, 7, began);
    }

    private static OutstandingReply waitingForTheFirst(OutstandingQuery query) {
        return new OutstandingReply(
                query.topicNo(),
                query.files().stream()
                        .map(file -> file.firstSeq() == 0
                                ? new LiveSpan(0, file.endSeq(), 1, ONE, List.of(0L))
                                : LiveSpan.of(file, 0, 0, List.of()))
                        .toList());
    }

    private static OutstandingReply nothingWaitedFor(OutstandingQuery query) {
        return new OutstandingReply(
                query.topicNo(),
                query.files().stream()
                        .map(file -> LiveSpan.of(file, 0, 0, List.of()))
                        .toList());
    }
}
