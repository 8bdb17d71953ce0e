package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.DiskFullException;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A topic's journal on a disk on which there is no space now and then, as its shard uses it: closed when it failed. */
class NoSpaceTest {
    private static final long TOPIC = 7;
    private static final int ROLL_RECORDS = 5;
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "1MiB", ROLL_RECORDS);

    /** Four of them leave no room for a fifth in a file, but for shorter ones. */
    private static final String LONG = "x".repeat(250_000);

    private static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);

    @TempDir
    private Path folder;

    private final FailingDisk disk = new FailingDisk();
    private DataFolder data;
    private JournalStore store;
    private JournalReader reader;
    private TopicJournal journal;
    private long end;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(disk, folder, CONFIG, (reason, failure) -> {
            throw new AssertionError(reason, failure);
        });
        store = data.journals();
        reader = store.read(TOPIC);
        journal = store.open(TOPIC, new NoCommits());
    }

    @AfterEach
    void close() throws IOException {
        journal.close();
        reader.close();
        data.close();
    }

    @Test
    void aFileThatWasBegunWithoutSpaceStaysWhenThoseBeforeItGo() {
        append(ROLL_RECORDS);
        refuse();
        append(2);

        assertThat(journal.files().trim(end)).isEqualTo(1);

        append(1);
        assertHolds(ROLL_RECORDS);
    }

    /** Chronicle must not go on in the later one, which is there, though empty: only the one before is forced and has space. */
    @Test
    void aShorterMessageGoesIntoTheFileBeforeTheOneThatFoundNoSpace() {
        append(4, LONG);
        disk.setNoSpace(true);
        assertThatThrownBy(() -> append(1, LONG)).hasRootCauseInstanceOf(DiskFullException.class);
        reopen();
        disk.setNoSpace(false);

        append(1);

        TopicFolder topic = new TopicFolder(disk, TOPIC, folder.resolve("topics/" + TOPIC));
        try (Segment first = topic.open(SegmentName.written(0))) {
            assertThat(first.nextSeq()).hasValue(end);
        }
    }

    @Test
    void aFileThatFoundNoSpaceToBeRetiredIsNotWrittenToAnyMore() {
        append(3);
        journal.close();
        disk.failFull();
        assertThatThrownBy(() -> store.retire(TOPIC, end, 0)).isInstanceOf(UncheckedIOException.class);
        journal = store.open(TOPIC, new NoCommits());
        append(2);
        reopen();

        int unused = journal.files().trim(3);

        assertHolds(3);
    }

    @Test
    void anArchivesFilesAreKnownThoughTheyCannotBeNoted() {
        journal.files().archive().begin(new ArchiveNote(1, 0));
        append(ROLL_RECORDS + 1);
        disk.failFull();

        assertThat(journal.files().archive().facts()).hasSize(2);
        assertThat(journal.files().archive().facts()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatWasAppendedIsThereUntilItIsSettled(int seed) {
        Random random = new Random(seed);
        long low = 0;
        for (int step = 0; step < 60; step++) {
            String text = random.nextInt(4) == 0 ? LONG : "";
            switch (random.nextInt(6)) {
                case 0 -> refuse(text);
                case 1 -> {
                    low = Math.max(low, end - random.nextInt(2 * ROLL_RECORDS));
                    int unused = journal.files().trim(low);
                }
                case 2 -> reopen();
                case 3 -> {
                    low = end;
                    retire(random.nextBoolean());
                }
                default -> append(1 + random.nextInt(7), text);
            }
            assertHolds(low);
        }
    }

    private void append(int records) {
        append(records, "");
    }

    private void append(int records, String text) {
        for (int i = 0; i < records; i++) {
            assertThat(journal.append(Publications.plain(text + end), PUBLISHED_AT))
                    .isEqualTo(end);
            end++;
        }
    }

    /** What was taken ahead of the file that is being written is left, for its own records. */
    private void refuse() {
        refuse("");
    }

    private void refuse(String text) {
        disk.setNoSpace(true);
        assertThatThrownBy(() -> append(ROLL_RECORDS + 1, text))
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(DiskFullException.class);
        reopen();
        disk.setNoSpace(false);
        assertThat(journal.nextSeq()).isEqualTo(end);
    }

    private void retire(boolean isFull) {
        journal.close();
        if (isFull) {
            disk.failFull();
        }
        try {
            boolean unused = store.retire(TOPIC, end, 0);
        } catch (UncheckedIOException full) {
            assertThat(full).hasRootCauseMessage("No space left on device");
        }
        journal = store.open(TOPIC, new NoCommits());
        assertThat(journal.nextSeq()).isEqualTo(end);
    }

    private void reopen() {
        journal.close();
        journal = store.open(TOPIC, new NoCommits());
    }

    private void assertHolds(long from) {
        for (long seq = from; seq < end; seq++) {
            assertThat(reader.read(seq)).isInstanceOf(ReadOutcome.Found.class);
        }
    }
}
