package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.ArchiveFiles;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.segment.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an archive knows of its topic's files, and from where. */
class ArchivedFilesTest {
    private static final long TOPIC = 7;
    private static final JournalConfig CONFIG = JournalConfigs.rolling(1, "2MiB", 100);

    @TempDir
    Path folder;

    private DataFolder data;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, CONFIG);
        var unused = data.recover(topicNo -> true);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void knowsWhatItWroteWithoutALookAtIt() throws IOException {
        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            append(journal, 0, 250);

            assertThat(journal.files().archive().facts())
                    .containsExactly(facts(0, 100), facts(100, 200), facts(200, 250));
        }
    }

    @Test
    void aLaterProcessReadsOfWholeFilesNothingButTheTable() throws IOException {
        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            journal.files().archive().begin(new ArchiveNote(5, 0));
            append(journal, 0, 250);
            assertThat(journal.files().archive().facts()).hasSize(3);
        }
        reopen();
        Path first = folder.resolve("topics/7/19700101-00LX.sealed");
        Files.write(first, new byte[(int) Files.size(first)]);

        ArchiveFiles archive = data.journals().files(TOPIC).archive();

        assertThat(archive.facts()).containsExactly(facts(0, 100), facts(100, 200), facts(200, 250));
        assertThat(archive.note()).contains(new ArchiveNote(5, 0));
        archive.end();
        assertThat(data.journals().files(TOPIC).archive().note()).isEmpty();
    }

    @Test
    void aTopicGoesOnBehindALastFileThatIsNotedAndLost() throws IOException {
        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            journal.files().archive().begin(new ArchiveNote(5, 0));
            append(journal, 0, 150);
        }
        reopen();
        assertThat(data.journals().files(TOPIC).archive().facts()).containsExactly(facts(0, 100), facts(100, 150));
        Path last = folder.resolve("topics/7/19700101-01LX.sealed");
        Files.write(last, new byte[(int) Files.size(last)]);

        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            assertThat(journal.nextSeq()).isEqualTo(150);
        }
    }

    @Test
    void withoutATableTheFilesAreRead() throws IOException {
        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            append(journal, 0, 250);
        }
        reopen();
        assertThat(data.journals().files(TOPIC).archive().facts())
                .containsExactly(facts(0, 100), facts(100, 200), facts(200, 250));
    }

    @Test
    void aFileIsClosedWhenItsFirstRecordIsOld() throws IOException {
        try (TopicJournal journal = data.journals().open(TOPIC, new NoCommits())) {
            append(journal, 0, 10);
            journal.rollIfOlder(0);
            append(journal, 10, 20);
            journal.rollIfOlder(1);
            append(journal, 20, 25);

            assertThat(journal.files().archive().facts()).containsExactly(facts(0, 20), facts(20, 25));
        }
    }

    @Test
    void aDamagedTableIsNone() {
        ArchiveTable table = new ArchiveTable(
                new ArchiveNote(5, 3), Map.of(SegmentName.written(4).kept(2), facts(3, 9)));
        byte[] bytes = table.encode(TOPIC);
        assertThat(ArchiveTable.decode(bytes, TOPIC)).contains(table);
        assertThat(ArchiveTable.decode(bytes, TOPIC + 1)).isEmpty();
        for (int at = 0; at < bytes.length; at++) {
            byte[] bent = bytes.clone();
            bent[at] ^= 4;
            assertThat(ArchiveTable.decode(bent, TOPIC)).isEmpty();
        }
        assertThat(ArchiveTable.decode(new byte[0], TOPIC)).isEmpty();
    }

    private void reopen() throws IOException {
        data.close();
        open();
    }

    private static void append(TopicJournal journal, long from, long to) {
        for (long sequence = from; sequence < to; sequence++) {
            long unused = journal.append(Publications.plain("x"), Instant.ofEpochMilli(sequence));
        }
    }

    private static FileFacts facts(long from, long to) {
        return new FileFacts(
                from, to, (int) (to - from), (to - from) * EncodedLength.of(Publications.plain("x")), from, to - 1);
    }
}
