package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.testing.FolderCopy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is damaged, of a topic whose files have lost something, too. */
class DamagedLogTest {
    private static final long TOPIC = 7;

    /** Two files; the log still has all of it. */
    private static final int RECORDS = 200;

    private static final int MISSING = 100;
    private static final int BENT = 150;

    @TempDir
    Path folder;

    @Test
    void whatTheFilesHoldIsKeptWhereTheLogLostItBehindAMissingRecord() throws Exception {
        Path killed = killed();
        Files.delete(SegmentName.written(0).in(killed.resolve("topics/7")));
        bendInTheLog(killed, BENT);
        bendInTheLog(killed, RECORDS - 1);

        try (DataFolder data = DataFolders.open(killed, StoreScript.CONFIG)) {
            assertThat(data.recover(topicNo -> true).restored()).isGreaterThanOrEqualTo(MISSING);
            try (JournalReader reader = data.journals().read(TOPIC)) {
                assertThat(reader.nextSeq()).isEqualTo(RECORDS);
                for (long sequence = 0; sequence < RECORDS; sequence++) {
                    assertThat(reader.read(sequence))
                            .as("record %s", sequence)
                            .isInstanceOfSatisfying(
                                    ReadOutcome.Found.class,
                                    found -> assertThat(found.record().publication())
                                            .isEqualTo(StoreScript.message(
                                                    TOPIC, found.record().sequence())));
                }
            }
        }
    }

    /** As a folder is when its process was killed with everything acknowledged. */
    private Path killed() throws Exception {
        Path live = folder.resolve("live");
        try (DataFolder data =
                DataFolders.open(new FailingDisk().unforced(), live, StoreScript.CONFIG, (why, failure) -> {})) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                for (long sequence = 0; sequence < RECORDS; sequence++) {
                    long unused = journal.append(StoreScript.message(TOPIC, sequence), StoreScript.PUBLISHED_AT);
                }
                CountDownLatch acknowledged = new CountDownLatch(1);
                buffer.commit(isDurable -> acknowledged.countDown());
                acknowledged.await();
                return FolderCopy.of(live, folder.resolve("killed"));
            }
        }
    }

    private static void bendInTheLog(Path killed, int sequence) throws Exception {
        byte[] text = (TOPIC + " " + sequence + " x").getBytes(StandardCharsets.UTF_8);
        for (Path file : FolderCopy.files(killed.resolve("wal"))) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at + text.length <= bytes.length; at++) {
                if (Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
                    bytes[at] ^= 1;
                    Files.write(file, bytes);
                    return;
                }
            }
        }
        throw new AssertionError("the log does not hold " + sequence);
    }
}
