package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.Freed;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.record.RecordDecoder;
import dev.carillon.journal.store.record.RecordEncoder;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The space of settled records is freed wherever they lie, and nothing else is. */
class CompactionTest {
    private static final long WORTH = 256 << 10;
    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);
    private static final int A_FILE = 100;
    private static final JournalConfig SMALL_FILES = JournalConfigs.rolling(2, "2MiB", A_FILE);
    private static final JournalConfig MEDIUM_FILES = JournalConfigs.rolling(2, "2MiB", 1_900);
    private static final JournalConfig LARGE_FILES = JournalConfigs.rolling(2, "8MiB", 1_000_000);
    private static final long TOPIC = 7;
    private static final String PAD = "x".repeat(1_000);

    @TempDir
    Path folder;

    private DataFolder data;
    private JournalStore store;

    @BeforeEach
    void open() throws IOException {
        open(SMALL_FILES);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void settledFilesGoWhereverTheyStand() throws IOException {
        close();
        open(MEDIUM_FILES);
        append(6 * 1_900);
        LongPredicate isLive = seq -> seq == 50 || seq / 1_900 == 3;
        free(isLive);

        assertLive(6 * 1_900, isLive.or(seq -> seq / 1_900 == 5));
        assertThat(files(".cq4")).containsExactly("19700101-03LX.cq4", "19700101-05LX.cq4");
        assertThat(files(".kept")).hasSize(2);
        assertThat(diskBytes()).isLessThan(6L << 20);
    }

    @Test
    void diskStaysWithinFourTimesWhatIsStoredAndAFile() throws IOException {
        close();
        open(LARGE_FILES);
        int records = 60_000;
        append(records);
        long before = diskBytes();

        free(seq -> seq % 8_000 == 17);

        long stored = records / 8_000 * recordBytes();
        assertThat(before).isGreaterThan(60_000_000);
        assertThat(diskBytes()).isLessThan(4 * stored + (8L << 20));
        assertLive(records, seq -> seq % 8_000 == 17 || seq >= firstOfTheLastFile());
    }

    /** As with one message that is never accepted, while thousands of others come and go. */
    @Test
    void theNumberOfFilesDoesNotGrowWithTheirHistory() {
        for (int round = 1; round <= 12; round++) {
            append(3 * A_FILE);
            free(seq -> seq % 150 == 7);
        }

        assertLive(36 * A_FILE, seq -> seq % 150 == 7 || seq >= 35 * A_FILE);
        assertThat(files("")).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void aReaderGoesOnWhileFilesAreReplacedUnderIt() {
        append(4 * A_FILE);
        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.read(50)).isEqualTo(found(50));
            assertThat(reader.read(150)).isEqualTo(found(150));

            free(seq -> seq == 51 || seq == 250);

            assertThat(reader.read(51)).isEqualTo(found(51));
            assertThat(reader.read(250)).isEqualTo(found(250));
            reader.refresh();
            assertThat(reader.read(51)).isEqualTo(found(51));
            assertThat(reader.read(250)).isEqualTo(found(250));
            assertThat(reader.read(150)).isEqualTo(new ReadOutcome.Absent());
            assertThat(reader.firstSeq()).isZero();
            assertThat(reader.nextSeq()).isEqualTo(4 * A_FILE);

            free(seq -> seq == 250);

            assertThat(reader.read(250)).isEqualTo(found(250));
        }
    }

    @Test
    void aJournalGoesOnBehindReplacedFilesInThisProcessAndTheNext() throws IOException {
        append(3 * A_FILE);
        free(seq -> seq == 5);
        append(3 * A_FILE);
        free(seq -> seq == 5 || seq == 301);
        close();
        open(SMALL_FILES);
        append(2 * A_FILE);
        free(seq -> seq == 5 || seq == 301 || seq == 599);

        assertLive(8 * A_FILE, seq -> seq == 5 || seq == 301 || seq == 599 || seq >= 7 * A_FILE);
        assertThat(files("").get(0)).endsWith(".kept");

        int unused = store.files(TOPIC).trim(8 * A_FILE);
        assertThat(files("")).hasSize(1);
    }

    @Test
    void nothingIsDoneToAFileThatIsMostlyWaitedForOrWasNotCountedOrIsTheLast() throws IOException {
        close();
        open(MEDIUM_FILES);
        append(2 * 1_900);
        List<String> before = files("");

        JournalFiles journal = store.files(TOPIC);
        assertThat(journal.free(List.of(), ArchivedSpan.NOTHING)).isEqualTo(Freed.NOTHING);
        assertThat(free(journal, seq -> seq % 3 == 0)).isEqualTo(Freed.NOTHING);
        LiveSpan another = new LiveSpan(0, 99, 0, 0, List.of());
        assertThat(journal.free(List.of(another), ArchivedSpan.NOTHING)).isEqualTo(Freed.NOTHING);
        assertThat(files("")).isEqualTo(before);
    }

    @Test
    void aDamagedRecordStaysDamagedAndIsNeverLost() throws IOException {
        append(3 * A_FILE);
        damage(files(".cq4").get(0), 7);

        free(seq -> seq == 7 || seq == 8);

        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.read(7)).isEqualTo(new ReadOutcome.Damaged("wrong checksum"));
            assertThat(reader.read(8)).isEqualTo(found(8));
        }
        assertThat(files("").get(0)).endsWith(".kept");
    }

    @Test
    void aFileThatDoesNotGiveWhatIsWaitedForStaysAndTheOthersAreFreed() throws IOException {
        append(4 * A_FILE);
        Path first = topic().resolve(files(".cq4").get(0));
        byte[] bytes = Files.readAllBytes(first);
        java.util.Arrays.fill(bytes, offsetOf(bytes, 60) - 4, bytes.length, (byte) 0);
        Files.write(first, bytes);

        free(seq -> seq == 80 || seq == 150);

        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.read(80)).isEqualTo(new ReadOutcome.Damaged("missing"));
            assertThat(reader.read(150)).isEqualTo(found(150));
        }
        assertThat(files(".cq4")).hasSize(2);
    }

    @Test
    void aBentByteOfAKeptFileCostsItsRecordAtMost() throws IOException {
        append(3 * A_FILE);
        free(seq -> seq % 20 == 3);
        Path kept = topic().resolve(files(".kept").get(0));
        byte[] whole = Files.readAllBytes(kept);
        for (int place = 0; place < whole.length; place += place < 200 ? 1 : 13) {
            byte[] bent = whole.clone();
            bent[place] ^= 0x10;
            Files.write(kept, bent);
            int damaged = 0;
            try (JournalReader reader = store.read(TOPIC)) {
                for (long seq = 3; seq < 2 * A_FILE; seq += 20) {
                    ReadOutcome outcome = reader.read(seq);
                    damaged += outcome instanceof ReadOutcome.Found ? 0 : 1;
                    if (outcome instanceof ReadOutcome.Found) {
                        assertThat(outcome).isEqualTo(found(seq));
                    }
                }
            }
            assertThat(damaged).as("bent at %s", place).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void aJournalWithoutAnybodyWaitingKeepsItsNextSequenceAndNoRecords() throws IOException {
        close();
        open(LARGE_FILES);
        append(500);

        assertThat(store.retire(TOPIC, 499, WORTH)).as("there is one more").isFalse();
        assertThat(store.retire(TOPIC, 500, WORTH)).isTrue();
        assertThat(store.retire(TOPIC, 500, WORTH)).as("twice").isFalse();

        assertThat(files("")).containsExactly("19700101-00LX.1.kept");
        assertThat(Files.size(topic().resolve("19700101-00LX.1.kept"))).isLessThan(100);
        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.nextSeq()).isEqualTo(500);
            assertThat(reader.read(499)).isInstanceOf(ReadOutcome.Absent.class);
        }
        close();
        open(LARGE_FILES);
        append(1);
        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.read(500)).isEqualTo(found(500));
            assertThat(reader.nextSeq()).isEqualTo(501);
        }
    }

    @Test
    void aSmallFileIsNotWorthIt() throws IOException {
        append(5);

        assertThat(store.retire(TOPIC, 5, WORTH)).isFalse();
    }

    @Test
    void aCrashAtAnyChangeKeepsWhatIsWaitedForAndIsClearedAway() throws IOException {
        append(5 * A_FILE);
        LongPredicate isLive = seq -> seq == 3 || seq == 250 || seq == 399;
        close();
        Path whole = folder.resolve("topics");
        int change = 0;
        FailingDisk disk;
        do {
            change++;
            Path crashed = copy(whole, folder.resolve("crash-" + change));
            TopicFolder broken = new TopicFolder(new FailingDisk(), TOPIC, crashed);
            disk = (FailingDisk) broken.disk();
            JournalFiles journal = TopicFiles.load(broken);
            disk.crashAt(change);
            try {
                Freed unused = free(journal, isLive);
            } catch (UncheckedIOException crash) {
                assertThat(disk.hasCrashed()).isTrue();
            }

            TopicFolder again = new TopicFolder(new SystemDisk(), TOPIC, crashed);
            assertReads(again, isLive);
            TopicFiles restarted = TopicFiles.load(again);
            assertReads(again, isLive);
            assertThat(restarted.nextSeq()).isEqualTo(5 * A_FILE);
            assertThat(new SystemDisk().list(crashed).size()).isIn(2, 5);
            while (free(restarted, isLive).files() > 0) {
                // Until nothing more is freed.
            }
            assertReads(again, isLive);
            assertThat(new SystemDisk().list(crashed)).hasSize(2);
        } while (disk.hasCrashed());
        assertThat(change).isGreaterThan(8);
        open(SMALL_FILES);
    }

    private static void assertReads(TopicFolder topic, LongPredicate isLive) {
        try (JournalReader reader = new FileJournalReader(topic)) {
            LongStream.range(0, 4 * A_FILE)
                    .filter(isLive)
                    .forEach(seq -> assertThat(reader.read(seq)).isEqualTo(found(seq)));
            assertThat(reader.nextSeq()).isEqualTo(5 * A_FILE);
        }
    }

    private void open(JournalConfig config) throws IOException {
        data = DataFolders.open(folder, config);
        store = data.journals();
    }

    private void append(int count) {
        try (TopicJournal journal = store.open(TOPIC, new NoCommits())) {
            for (int i = 0; i < count; i++) {
                long unused = journal.append(publication(journal.nextSeq()), PUBLISHED_AT);
            }
        }
    }

    /** Asks and answers, as the journal's shard and the delivery side do, until nothing more is freed. */
    private void free(LongPredicate isLive) {
        Freed freed;
        do {
            freed = free(store.files(TOPIC), isLive);
        } while (freed.files() > 0);
    }

    private static Freed free(JournalFiles files, LongPredicate isLive) {
        return files.free(answers(files.complete(), isLive), ArchivedSpan.NOTHING);
    }

    private static List<LiveSpan> answers(List<JournalSpan> files, LongPredicate isLive) {
        List<LiveSpan> answers = new ArrayList<>();
        for (JournalSpan file : files) {
            List<Long> live = LongStream.range(file.firstSeq(), file.endSeq())
                    .filter(isLive)
                    .boxed()
                    .toList();
            long bytes = live.size() * recordBytes();
            answers.add(LiveSpan.of(file, live.size(), bytes, live));
        }
        return answers;
    }

    private void assertLive(long end, LongPredicate isLive) {
        try (JournalReader reader = store.read(TOPIC)) {
            assertThat(reader.nextSeq()).isEqualTo(end);
            for (long seq = reader.firstSeq(); seq < end; seq++) {
                ReadOutcome expected = isLive.test(seq) ? found(seq) : new ReadOutcome.Absent();
                assertThat(reader.read(seq)).as("record %s", seq).isEqualTo(expected);
            }
        }
    }

    private long firstOfTheLastFile() {
        List<JournalSpan> complete = store.files(TOPIC).complete();
        return complete.get(complete.size() - 1).endSeq();
    }

    private Path topic() {
        return folder.resolve("topics/" + TOPIC);
    }

    private List<String> files(String ending) {
        try (Stream<Path> files = Files.list(topic())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith("cq4t") && name.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private long diskBytes() throws IOException {
        long bytes = 0;
        for (String file : files("")) {
            bytes += Files.size(topic().resolve(file));
        }
        return bytes;
    }

    private void damage(String file, int record) throws IOException {
        Path path = topic().resolve(file);
        byte[] bytes = Files.readAllBytes(path);
        bytes[offsetOf(bytes, record) + RecordDecoder.LEAST_BYTES + 3] ^= 1;
        Files.write(path, bytes);
    }

    /** Where a record of the first file begins. */
    private static int offsetOf(byte[] file, long sequence) {
        byte[] record = new RecordEncoder(TOPIC).encode(sequence, PUBLISHED_AT, publication(sequence));
        for (int at = 0; at + record.length <= file.length; at += 4) {
            if (java.util.Arrays.equals(file, at, at + record.length, record, 0, record.length)) {
                return at;
            }
        }
        throw new IllegalStateException("not in the file: " + sequence);
    }

    private static Path copy(Path topics, Path to) throws IOException {
        Files.createDirectories(to);
        for (Path file : new SystemDisk().list(topics.resolve(Long.toString(TOPIC)))) {
            if (!file.toString().endsWith("cq4t")) {
                Files.copy(file, to.resolve(file.getFileName().toString()));
            }
        }
        return to;
    }

    private static Publication publication(long sequence) {
        return Publications.plain(String.format("%08d", sequence) + PAD);
    }

    private static long recordBytes() {
        return EncodedLength.of(publication(0));
    }

    private static ReadOutcome found(long sequence) {
        Publication publication = publication(sequence);
        return new ReadOutcome.Found(
                new JournalRecord(sequence, PUBLISHED_AT, EncodedLength.of(publication), publication));
    }
}
