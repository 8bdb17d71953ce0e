package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.testing.FolderCopy;
import java.io.IOException;
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

    /** Four files; the log still has all of it, in two segments. */
    private static final int RECORDS = 400;

    private static final int MISSING = 100;

    /** In the first segment, and in the second. */
    private static final int BENT = 150;

    private static final int BENT_BEHIND = 320;

    @TempDir
    Path folder;

    @Test
    void whatTheFilesHoldIsKeptWhereTheLogLostItBehindAMissingRecord() throws Exception {
        Path damaged = damaged();

        try (DataFolder data = DataFolders.open(damaged, StoreScript.CONFIG)) {
            assertThat(data.recover(topicNo -> true).restored()).isGreaterThanOrEqualTo(MISSING);
            assertHoldsAll(data);
        }
    }

    /** What a recovery has written when it ends early must not hide, nor replace, what the old files hold behind it. */
    @Test
    void itIsKeptHoweverOftenTheRecoveryIsInterrupted() throws Exception {
        Path damaged = damaged();

        int interrupted = 0;
        while (isInterrupted(damaged, interrupted + 1)) {
            interrupted++;
        }

        assertThat(interrupted).isGreaterThan(10);
        try (DataFolder data = DataFolders.open(damaged, StoreScript.CONFIG)) {
            assertHoldsAll(data);
        }
    }

    private static boolean isInterrupted(Path folder, int change) throws Exception {
        FailingDisk disk = new FailingDisk().unforced();
        try (DataFolder data = DataFolders.open(disk, folder, StoreScript.CONFIG, (why, failure) -> {})) {
            FailingDisk unused = disk.crashAt(change);
            RecoveredLog unusedLog = data.recover(topicNo -> true);
            return false;
        } catch (IOException ended) {
            assertThat(disk.hasCrashed()).isTrue();
            return true;
        }
    }

    private static void assertHoldsAll(DataFolder data) {
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

    /** The first file is lost, and of the log a record of each segment, and the last one. */
    private Path damaged() throws Exception {
        Path killed = killed();
        Files.delete(SegmentName.written(0).in(killed.resolve("topics/7")));
        bendInTheLog(killed, BENT);
        bendInTheLog(killed, BENT_BEHIND);
        bendInTheLog(killed, RECORDS - 1);
        return killed;
    }

    /** As a folder is when its process was killed with everything acknowledged. */
    private Path killed() throws Exception {
        Path live = folder.resolve("live");
        FailingDisk disk = new FailingDisk().unforced();
        CountDownLatch blocked = disk.blockForces("checkpoint");
        try (DataFolder data = DataFolders.open(disk, live, StoreScript.CONFIG, (why, failure) -> {})) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                for (long sequence = 0; sequence < RECORDS; sequence++) {
                    long unused = journal.append(StoreScript.message(TOPIC, sequence), StoreScript.PUBLISHED_AT);
                }
                CountDownLatch acknowledged = new CountDownLatch(1);
                buffer.commit(isDurable -> acknowledged.countDown());
                acknowledged.await();
                return FolderCopy.of(live, folder.resolve("killed"));
            } finally {
                blocked.countDown();
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
