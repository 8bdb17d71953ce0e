package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.DiskFullException;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.model.LiveSpan;
import dev.carillon.testing.SmallDisk;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk, small and really full, that others fill and empty again. Needs to be root, to mount it. */
class FullDiskIT {
    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "2MiB", 100_000);
    private static final int ROUNDS = Integer.getInteger("disk.rounds", 2);
    private static final int DISK_MIB = 32;
    private static final int TOPICS = 3;
    private static final String TEXT = "x".repeat(1_000);

    @TempDir
    Path folder;

    private SmallDisk disk;

    private DataFolder data;

    @BeforeEach
    void mount() throws Exception {
        disk = SmallDisk.mount(folder, DISK_MIB);
        data = DataFolders.open(folder.resolve("data"), CONFIG);
    }

    @AfterEach
    void unmount() throws Exception {
        data.close();
        disk.close();
    }

    @Test
    void whatWasAppendedIsThereWhatWasRefusedIsNotAndAllGoesOnOnceThereIsSpace() throws Exception {
        long[] appended = new long[TOPICS];
        for (int round = 0; round < ROUNDS; round++) {
            disk.occupy(8);
            for (int i = 0; i < TOPICS; i++) {
                appended[i] = fill(i, appended[i]);
            }
            // What was refused was asked for with more ahead of it: there is some space left.
            disk.fill();
            assertRefuses(TOPICS);
            for (int i = 0; i < TOPICS; i++) {
                assertRefuses(i);
                assertHolds(i, appended[i]);
            }

            disk.free();

            for (int i = 0; i < TOPICS; i++) {
                appended[i] = append(i, appended[i]);
                assertHolds(i, appended[i]);
            }
            assertThat(data.journals().files(0).trim(appended[0])).isPositive();
        }
    }

    @Test
    void aCopyThatFindsNoSpaceIsMadeLater() throws Exception {
        long appended = 8_000;
        try (TopicJournal journal = data.journals().open(0, new NoCommits())) {
            for (int i = 0; i < appended; i++) {
                assertThat(journal.append(Publications.plain(TEXT), PUBLISHED_AT))
                        .isEqualTo(i);
            }
        }
        disk.fill();
        JournalFiles files = data.journals().files(0);
        List<LiveSpan> live = files.complete().stream()
                .map(file -> new LiveSpan(
                        file.firstSeq(),
                        file.endSeq(),
                        100,
                        100 * 1_056,
                        LongStream.range(file.firstSeq(), file.firstSeq() + 100)
                                .boxed()
                                .toList()))
                .toList();

        assertThatThrownBy(() -> files.free(live, ArchivedSpan.NOTHING)).isInstanceOf(UncheckedIOException.class);
        assertHolds(0, appended);
        disk.free();

        assertThat(data.journals().files(0).free(live, ArchivedSpan.NOTHING).files())
                .isPositive();
        try (JournalReader reader = data.journals().read(0)) {
            assertThat(reader.read(99)).isInstanceOf(ReadOutcome.Found.class);
            assertThat(reader.read(100)).isInstanceOf(ReadOutcome.Absent.class);
        }
    }

    private long fill(long topicNo, long from) {
        long next = from;
        try (TopicJournal journal = data.journals().open(topicNo, new NoCommits())) {
            while (journal.nextSeq() < from + 100_000) {
                long unused = journal.append(Publications.plain(TEXT), PUBLISHED_AT);
                next = journal.nextSeq();
            }
        } catch (UncheckedIOException full) {
            assertThat(full).hasRootCauseInstanceOf(DiskFullException.class);
        }
        return next;
    }

    private long append(long topicNo, long from) {
        try (TopicJournal journal = data.journals().open(topicNo, new NoCommits())) {
            assertThat(journal.append(Publications.plain(TEXT), PUBLISHED_AT)).isEqualTo(from);
            return journal.nextSeq();
        }
    }

    private void assertRefuses(long topicNo) {
        try (TopicJournal journal = data.journals().open(topicNo, new NoCommits())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> journal.append(Publications.plain("x".repeat(200_000)), PUBLISHED_AT))
                        .isInstanceOf(UncheckedIOException.class)
                        .hasRootCauseInstanceOf(DiskFullException.class);
            }
        }
    }

    private void assertHolds(long topicNo, long end) {
        try (JournalReader reader = data.journals().read(topicNo)) {
            assertThat(reader.nextSeq()).isEqualTo(end);
            for (long seq = reader.firstSeq(); seq < end; seq++) {
                assertThat(reader.read(seq)).isInstanceOf(ReadOutcome.Found.class);
            }
        }
    }
}
