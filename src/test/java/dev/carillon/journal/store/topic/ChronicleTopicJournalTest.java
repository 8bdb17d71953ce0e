package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.record.RecordDecoder;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.testing.Texts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChronicleTopicJournalTest {
    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "2MiB", 100);
    private static final long TOPIC = 7;

    @TempDir
    Path folder;

    private DataFolder data;
    private JournalStore store;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, CONFIG);
        store = data.journals();
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void aNewJournalIsEmptyAndTakesNoFileBeforeItsFirstRecord() {
        try (TopicJournal journal = store.open(TOPIC, new NoCommits());
                JournalReader reader = store.read(TOPIC)) {
            assertThat(journal.nextSeq()).isZero();
            assertThat(reader.firstSeq()).isZero();
            assertThat(reader.nextSeq()).isZero();
            assertThat(reader.read(0)).isInstanceOf(ReadOutcome.Absent.class);
        }
        assertThat(store.topics()).isEmpty();
    }

    @Test
    void aReaderFindsEveryRecordInAnyOrderWhileTheJournalGrowsThroughManyFiles() {
        try (TopicJournal journal = store.open(TOPIC, new NoCommits());
                JournalReader reader = store.read(TOPIC)) {
            for (int i = 0; i < 1_050; i++) {
                assertThat(journal.append(Publications.full("text " + i), PUBLISHED_AT))
                        .isEqualTo(i);
                assertText(reader.read(i), "text " + i);
                assertThat(reader.read(i + 1)).isInstanceOf(ReadOutcome.Absent.class);
            }
            for (int i = 0; i < 5_000; i++) {
                int any = (int) (i * 7_919L % 1_050);
                assertText(reader.read(any), "text " + any);
            }
            assertThat(reader.firstSeq()).isZero();
            assertThat(reader.nextSeq()).isEqualTo(1_050);
        }
        assertThat(files()).hasSize(11);
    }

    @Test
    void goesOnInTheSameFileAfterItWasClosedAndInANewOneAfterARestart() throws IOException {
        append("a", "b");
        append("c");
        assertThat(files()).hasSize(1);
        close();
        open();
        append("d");
        append("e");

        assertThat(files()).hasSize(2);
        assertThat(readAll()).containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    void rollsBySizeAndHoldsTheLargestMessages() {
        String large = "x".repeat(262_144);
        append(IntStream.range(0, 20).mapToObj(i -> large + i).toArray(String[]::new));

        assertThat(files()).hasSize(3);
        assertThat(readAll()).hasSize(20).allMatch(text -> text.startsWith(large));
    }

    @Test
    void takesTheLongestRecordAndRefusesALongerOne() {
        Publication longest = withAttributeOf(EncodedLength.MAX_BYTES - EncodedLength.of(withAttributeOf(0)));
        Publication longer = withAttributeOf(EncodedLength.MAX_BYTES - EncodedLength.of(withAttributeOf(0)) + 1);
        try (TopicJournal journal = store.open(TOPIC, new NoCommits());
                JournalReader reader = store.read(TOPIC)) {
            for (int i = 0; i < 20; i++) {
                assertThat(journal.append(longest, PUBLISHED_AT)).isEqualTo(i);
            }
            assertThatThrownBy(() -> journal.append(longer, PUBLISHED_AT)).isInstanceOf(IllegalArgumentException.class);
            assertThat(reader.read(19))
                    .isEqualTo(new ReadOutcome.Found(
                            new JournalRecord(19, PUBLISHED_AT, EncodedLength.MAX_BYTES, longest)));
            assertThat(reader.nextSeq()).isEqualTo(20);
        }
    }

    @Test
    void deletesOnlyFilesWhoseRecordsAreAllSettled() {
        append(texts(350));
        assertThat(files()).hasSize(4);
        try (TopicJournal journal = store.open(TOPIC, new NoCommits());
                JournalReader reader = store.read(TOPIC)) {
            assertThat(journal.files().trim(199)).isEqualTo(1);
            assertThat(files()).hasSize(3);
            assertThat(reader.firstSeq()).isEqualTo(100);
            assertThat(reader.read(99)).isInstanceOf(ReadOutcome.Absent.class);
            assertText(reader.read(100), "text 100");
            assertThat(journal.files().trim(200)).isEqualTo(1);
            assertThat(files()).hasSize(2);
            journal.append(Publications.plain("one more"), PUBLISHED_AT);
            assertText(reader.read(350), "one more");
        }
        assertThat(store.files(TOPIC).trim(351)).isEqualTo(1);

        assertThat(files()).hasSize(1);
        assertThat(readAll()).hasSize(51).endsWith("one more");
    }

    @Test
    void theNextSequenceNeverGoesBackThoughEverythingWasSettled() throws IOException {
        append(texts(150));
        close();
        open();
        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            assertThat(journal.files().trim(150)).isEqualTo(1);
            assertThat(journal.append(Publications.plain("on"), PUBLISHED_AT)).isEqualTo(150);
            assertThat(journal.files().trim(151)).isEqualTo(1);
        }
        assertThat(files()).hasSize(1);
        close();
        open();
        assertThat(store.files(TOPIC).trim(151)).isZero();

        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            assertThat(journal.nextSeq()).isEqualTo(151);
        }
    }

    @Test
    void deletesATopicAndGoesOnWithTheOthers() throws IOException {
        append("a");
        try (TopicJournal other = store.open(8, new NoCommits())) {
            other.append(Publications.plain("b"), PUBLISHED_AT);
        }

        store.delete(TOPIC);
        store.delete(9);

        assertThat(store.topics()).containsExactly(8L);
        assertThat(folder.resolve("topics/7")).doesNotExist();
    }

    /** Or Chronicle would write where no space was taken. */
    @Test
    void chronicleTakesNoMoreForSmallRecordsThanIsTakenAhead() throws IOException {
        close();
        data = DataFolders.open(folder, JournalConfigs.rolling(2, "8MiB", 1_000_000));
        store = data.journals();
        append(Collections.nCopies(120_000, "").toArray(String[]::new));
        int record = EncodedLength.of(Publications.plain(""));

        assertThat(files()).hasSize(1);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(files().get(0))).order(ByteOrder.LITTLE_ENDIAN);
        int end = 0;
        while (file.getInt(end) > 0) {
            end += 4 + ((file.getInt(end) & 0x3fff_ffff) + 3 & -4);
        }
        assertThat(end).isGreaterThan(120_000 * (record + 4));
        assertThat((long) end).isLessThan(ReservedFile.OVERHEAD_BYTES + 120_000L * (record + 4));
    }

    /** Our own reader of Chronicle's files, against Chronicle's. */
    @Test
    void chronicleItselfReadsTheSameRecords() {
        append(texts(250));
        try (ChronicleQueue queue = SingleChronicleQueueBuilder.binary(folder.resolve("topics/7"))
                        .rollCycle(SparseRollCycles.LARGE_HOURLY_XSPARSE)
                        .build();
                ExcerptTailer tailer = queue.createTailer()) {
            for (int i = 0; i < 250; i++) {
                Bytes<byte[]> record = Bytes.allocateElasticOnHeap();
                assertThat(tailer.readBytes(record)).isTrue();
                assertText(new RecordDecoder(TOPIC).decode(record.toByteArray(), i), "text " + i);
            }
            assertThat(tailer.readBytes(Bytes.allocateElasticOnHeap())).isFalse();
        }
        String firstHour = DateTimeFormatter.ofPattern(SparseRollCycles.LARGE_HOURLY_XSPARSE.format())
                .format(LocalDateTime.of(1970, 1, 1, 0, 0));
        assertThat(files().get(0)).hasFileName(firstHour + ".cq4");
    }

    @Test
    void aJournalWhoseDiskFailsSaysSoAndWorksAgainOnceItIsOpenedAgain() throws IOException {
        append("a");
        Path file = files().get(0);
        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            Path aside = folder.resolve("aside");
            Files.move(file.getParent(), aside);
            Files.writeString(file.getParent(), "not a folder");
            assertThatThrownBy(() -> journal.append(Publications.plain("b"), PUBLISHED_AT))
                    .isInstanceOf(UncheckedIOException.class);
            Files.delete(file.getParent());
            Files.move(aside, file.getParent());
            assertThatThrownBy(() -> journal.append(Publications.plain("b"), PUBLISHED_AT))
                    .isInstanceOf(UncheckedIOException.class);
        }

        append("c");

        assertThat(readAll()).containsExactly("a", "c");
    }

    private void append(String... texts) {
        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            for (String text : texts) {
                journal.append(Publications.plain(text), PUBLISHED_AT);
            }
        }
    }

    private List<String> readAll() {
        try (JournalReader reader = store.read(TOPIC)) {
            return LongStream.range(reader.firstSeq(), reader.nextSeq())
                    .mapToObj(seq -> (ReadOutcome.Found) reader.read(seq))
                    .map(found -> Texts.of(found.record().publication().message()))
                    .toList();
        }
    }

    private List<Path> files() {
        try {
            return new TopicFolder(new SystemDisk(), TOPIC, folder.resolve("topics/7"))
                    .names().stream()
                            .map(name -> name.in(folder.resolve("topics/7")))
                            .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String[] texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "text " + i).toArray(String[]::new);
    }

    private static Publication withAttributeOf(int length) {
        return new Publication(
                new UUID(1, 2),
                "",
                MessageText.of("m"),
                false,
                List.of(new MessageAttribute("a", "String", "v".repeat(length))),
                "",
                "",
                "");
    }

    private static void assertText(ReadOutcome outcome, String text) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ReadOutcome.Found.class,
                        found -> assertThat(
                                        Texts.of(found.record().publication().message()))
                                .isEqualTo(text));
    }
}
