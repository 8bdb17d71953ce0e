package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a crash or a rotten disk makes of a journal's file, no reader gets anything that was not written. */
class BentFilesTest {
    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "2MiB", 100);
    private static final long TOPIC = 7;
    private static final int RECORDS = 4;

    /** Chronicle's header and index take what is before. */
    private static final int FIRST_RECORD_AT = 33_048;

    /** To append takes some milliseconds. */
    private static final int APPEND_AT_EVERY = 9;

    private static final int EVERY_SO_MANY_OF_THE_HEADER = 997;

    @TempDir
    Path folder;

    private byte[] whole = {};

    @BeforeEach
    void write() throws IOException {
        try (DataFolder data = DataFolders.open(folder.resolve("whole"), CONFIG);
                TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            for (int i = 0; i < RECORDS; i++) {
                journal.append(publication(i), PUBLISHED_AT);
            }
        }
        Path file = SegmentName.written(0).in(folder.resolve("whole/topics/7"));
        whole = Arrays.copyOf(Files.readAllBytes(file), FIRST_RECORD_AT + 300);
    }

    @Test
    void truncatedAnywhere() throws IOException {
        for (int place : places()) {
            check(place, Arrays.copyOf(whole, place));
        }
    }

    @Test
    void garbledAnywhere() throws IOException {
        for (int place : places()) {
            byte[] bent = whole.clone();
            bent[place] ^= 0x55;
            check(place, bent);
        }
    }

    @Test
    void zeroedFromAnywhere() throws IOException {
        for (int place : places()) {
            byte[] bent = whole.clone();
            Arrays.fill(bent, place, Math.min(bent.length, place + 64), (byte) 0);
            check(place, bent);
        }
    }

    @Test
    void damageInTheMiddleCostsOnlyItsRecord() throws IOException {
        byte[] bent = whole.clone();
        bent[FIRST_RECORD_AT + 2 * (4 + 64) + 60] ^= 1;
        Path copy = place(bent);
        try (DataFolder data = DataFolders.open(copy, CONFIG);
                JournalReader reader = data.journals().read(TOPIC)) {
            assertThat(reader.read(2)).isEqualTo(new ReadOutcome.Damaged("wrong checksum"));
            assertThat(reader.read(3)).isEqualTo(found(3));
            assertThat(reader.nextSeq()).isEqualTo(RECORDS);
        }
    }

    /** The folder as a kill would leave it, since the copy reads page after page while records are being written. */
    @Test
    void copiedInTheMiddleOfWriting() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path live = folder.resolve("live" + round);
            AtomicLong acknowledged = new AtomicLong();
            Thread writer = new Thread(() -> appendAll(live, acknowledged));
            writer.start();
            while (acknowledged.get() < 150 + 100L * round) {
                Thread.onSpinWait();
            }
            long before = acknowledged.get();
            Path copy = copy(live, folder.resolve("copy" + round));
            writer.join();
            Files.deleteIfExists(copy.resolve("LOCK"));
            try (DataFolder data = DataFolders.open(copy, CONFIG);
                    JournalReader reader = data.journals().read(TOPIC);
                    TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
                assertThat(reader.nextSeq()).isGreaterThanOrEqualTo(before).isEqualTo(journal.nextSeq());
                LongStream.range(0, before)
                        .forEach(seq -> assertThat(reader.read(seq)).isEqualTo(found(seq)));
                journal.append(publication(journal.nextSeq()), PUBLISHED_AT);
                assertThat(reader.read(journal.nextSeq() - 1)).isEqualTo(found(journal.nextSeq() - 1));
            }
        }
    }

    /** Reads everything; at some places appends then, and reads everything again. */
    private void check(int place, byte[] bent) throws IOException {
        Path copy = place(bent);
        try (DataFolder data = recovered(copy);
                JournalReader reader = data.journals().read(TOPIC)) {
            long next = reader.nextSeq();
            assertThat(next).isBetween(0L, (long) RECORDS);
            LongStream.range(0, next).forEach(seq -> assertRightOrDamaged(reader, seq));
            LongStream.range(next, RECORDS + 2)
                    .forEach(seq -> assertThat(reader.read(seq)).isInstanceOf(ReadOutcome.Absent.class));
            if (place % APPEND_AT_EVERY == 0) {
                appendOne(data.journals(), next);
                assertThat(reader.read(next)).isEqualTo(found(next));
                LongStream.range(0, next).forEach(seq -> assertRightOrDamaged(reader, seq));
                assertThat(reader.nextSeq()).isEqualTo(next + 1);
            }
        }
        Folders.delete(new SystemDisk(), copy);
    }

    /** The write-ahead log has nothing of it, so that only the file tells. */
    private static DataFolder recovered(Path copy) throws IOException {
        DataFolder data = DataFolders.open(copy, CONFIG);
        RecoveredLog unused = data.recover(topicNo -> true);
        return data;
    }

    private static void appendOne(JournalStore store, long next) {
        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            assertThat(journal.append(publication(next), PUBLISHED_AT)).isEqualTo(next);
        }
    }

    /** Of what comes before the first whole record a file cannot tell that it was there. */
    private static void assertRightOrDamaged(JournalReader reader, long seq) {
        ReadOutcome outcome = reader.read(seq);
        boolean isBefore = outcome instanceof ReadOutcome.Absent && seq < reader.firstSeq();
        if (!(outcome instanceof ReadOutcome.Damaged) && !isBefore) {
            assertThat(outcome).isEqualTo(found(seq));
        }
    }

    private Path place(byte[] bent) throws IOException {
        Path copy = folder.resolve("bent");
        Files.createDirectories(copy.resolve("topics/7"));
        Files.copy(folder.resolve("whole/FORMAT"), copy.resolve("FORMAT"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(SegmentName.written(0).in(copy.resolve("topics/7")), bent);
        return copy;
    }

    /** Every byte of the records, and some of Chronicle's own. */
    private int[] places() {
        return IntStream.concat(
                        IntStream.range(0, FIRST_RECORD_AT).filter(i -> i % EVERY_SO_MANY_OF_THE_HEADER == 0 || i < 8),
                        IntStream.range(FIRST_RECORD_AT, whole.length))
                .toArray();
    }

    private static void appendAll(Path live, AtomicLong acknowledged) {
        try (DataFolder data = DataFolders.open(live, CONFIG);
                TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            for (int i = 0; i < 2_000; i++) {
                journal.append(publication(i), PUBLISHED_AT);
                acknowledged.set(i + 1);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(files::add);
        }
        for (Path file : files) {
            Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
        return to;
    }

    private static Publication publication(long sequence) {
        return Publications.plain("text 000" + sequence % 10);
    }

    private static ReadOutcome found(long sequence) {
        Publication publication = publication(sequence);
        return new ReadOutcome.Found(
                new JournalRecord(sequence, PUBLISHED_AT, EncodedLength.of(publication), publication));
    }
}
