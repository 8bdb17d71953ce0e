package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.model.ByteSize;
import dev.carillon.model.Publication;
import dev.carillon.testing.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A write-ahead log on a disk that fails. */
class FailingLogTest {
    private static final long TOPIC = 7;
    private static final int LARGE = 300_000;

    /** As docs/concurrency.md has it. */
    private static final long MOST_WAITING_BYTES = 32L << 20;

    private static final JournalConfig OF_LONG_SEGMENTS = new JournalConfig(
            1,
            ByteSize.parse("8MiB"),
            1_000,
            ByteSize.parse("1MB"),
            JournalConfig.Durability.FSYNC,
            Duration.ZERO,
            ByteSize.parse("8MiB"));

    @TempDir
    Path folder;

    private final FailingDisk disk = new FailingDisk();
    private final BlockingQueue<String> halts = new LinkedBlockingQueue<>();
    private final List<Boolean> commits = new ArrayList<>();

    @Test
    void aForceThatFailsEndsTheProcessAndAcknowledgesNothing() throws Exception {
        try (DataFolder data = open()) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                ended(append(journal, buffer, "stored"));
                disk.failOn("force " + folder.resolve("wal/0000000001.wal"));
                CountDownLatch lost = append(journal, buffer, "lost");

                assertThat(halts.poll(60, TimeUnit.SECONDS)).contains("write-ahead log");
                assertThat(lost.getCount()).isEqualTo(1);
                CountDownLatch later = append(journal, buffer, "later");
                assertThat(halts.poll(100, TimeUnit.MILLISECONDS)).isNull();
                assertThat(later.getCount()).isEqualTo(1);
            }
        }
        assertThat(commits).containsExactly(true);
        assertThat(recovered(true)).startsWith("stored");
    }

    @Test
    void aTopicsFileThatCannotBeForcedEndsTheProcessAndItsSegmentStays() throws Exception {
        failToForceTheTopicsFile();

        assertThat(halts.poll(60, TimeUnit.SECONDS)).contains("topics");
        assertThat(folder.resolve("wal/0000000001.wal")).exists();
        assertThat(recovered(true)).hasSize(4);
    }

    /** Linux takes pages that it could not write for written: they look right until they are read from the disk again. */
    @Test
    void whatATopicsFileShowsIsNotTrustedOnceItCouldNotBeForced() throws Exception {
        failToForceTheTopicsFile();

        try (DataFolder data = open()) {
            assertThat(data.recover(topicNo -> true).restored()).isEqualTo(4);
        }
        try (DataFolder data = open()) {
            assertThat(data.recover(topicNo -> true).restored()).isZero();
        }
        assertThat(recovered(true)).hasSize(4);
    }

    @Test
    void aFullDiskRefusesTheGroupAndTheNextOneIsTakenAgain() throws Exception {
        try (DataFolder data = open()) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                ended(append(journal, buffer, "first"));
                disk.failFull();
                ended(append(journal, buffer, "refused"));
                ended(append(journal, buffer, "third"));
            }
        }
        assertThat(halts).isEmpty();
        assertThat(commits).containsExactly(true, false, true);
        assertThat(recovered(true)).contains("first", "third");
    }

    /** The group is longer than what is written at once, and the log's file has to grow for its second half. */
    @Test
    void whatIsLeftOfARefusedGroupBehindAShorterOneIsNoDamage() throws Exception {
        try (DataFolder data = open(OF_LONG_SEGMENTS)) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                ended(append(journal, buffer, "first"));
                disk.failFullAt(2);
                for (int i = 0; i < 5; i++) {
                    long unused = journal.append(Publications.plain("x".repeat(250_000)), Instant.EPOCH);
                }
                ended(append(journal, buffer, "refused"));
                ended(append(journal, buffer, "third"));
            }
        }
        assertThat(commits).containsExactly(true, false, true);
        Folders.delete(new SystemDisk(), folder.resolve("topics/7"));

        try (DataFolder data = open(OF_LONG_SEGMENTS)) {
            RecoveredLog log = data.recover(topicNo -> true);
            assertThat(log.damages()).isZero();
            assertThat(log.restored()).isEqualTo(2);
        }
    }

    @Test
    void takesAppendsWhileAForceIsUnderWayAndRefusesThemOverItsBound() throws Exception {
        try (DataFolder data = open()) {
            CountDownLatch stuck = disk.blockForces();
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                List<CountDownLatch> under = new ArrayList<>();
                int appends = 0;
                while (!buffer.isFull() && appends < 200) {
                    under.add(append(journal, buffer, "x".repeat(LARGE)));
                    appends++;
                }
                assertThat(appends * (long) LARGE).isBetween(MOST_WAITING_BYTES / 2, 2 * MOST_WAITING_BYTES);
                assertThat(commits).isEmpty();

                stuck.countDown();

                for (CountDownLatch each : under) {
                    ended(each);
                }
                await().until(() -> !buffer.isFull());
            }
        }
        assertThat(commits).isNotEmpty().containsOnly(true);
    }

    @Test
    void bringsBackWhatIsOnlyInTheLogAndNothingOfTopicsThatAreGone() throws Exception {
        try (DataFolder data = open()) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                ended(append(journal, buffer, "a"));
                ended(append(journal, buffer, "b"));
            }
        }
        Folders.delete(new SystemDisk(), folder.resolve("topics/7"));

        assertThat(recovered(true)).containsExactly("a", "b");
        assertThat(folder.resolve("wal")).isEmptyDirectory();
    }

    @Test
    void letsGoOfTopicsThatAreNotInTheCatalogue() throws Exception {
        try (DataFolder data = open()) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                ended(append(journal, buffer, "a"));
            }
        }
        Folders.delete(new SystemDisk(), folder.resolve("topics/7"));

        assertThat(recovered(false)).isEmpty();
        assertThat(folder.resolve("wal")).isEmptyDirectory();
    }

    /** A segment of the log is full after three messages. */
    private void failToForceTheTopicsFile() throws Exception {
        try (DataFolder data = open()) {
            CommitBuffer buffer = data.journals().commits();
            try (TopicJournal journal = data.journals().open(TOPIC, buffer)) {
                for (int i = 0; i < 3; i++) {
                    ended(append(journal, buffer, "x".repeat(LARGE)));
                }
                disk.failOn("force " + SegmentName.written(0).in(folder.resolve("topics/7")));
                ended(append(journal, buffer, "x".repeat(LARGE)));
            }
        }
    }

    private static void ended(CountDownLatch commit) throws InterruptedException {
        assertThat(commit.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private DataFolder open() throws IOException {
        return open(StoreScript.CONFIG);
    }

    private DataFolder open(JournalConfig config) throws IOException {
        return DataFolders.open(disk, folder, config, (reason, failure) -> halts.add(reason));
    }

    private CountDownLatch append(TopicJournal journal, CommitBuffer buffer, String text) {
        long unused = journal.append(Publications.plain(text), Instant.EPOCH);
        CountDownLatch done = new CountDownLatch(1);
        buffer.commit(isDurable -> {
            synchronized (commits) {
                commits.add(isDurable);
            }
            done.countDown();
        });
        return done;
    }

    private List<String> recovered(boolean isKnown) throws IOException {
        List<String> texts = new ArrayList<>();
        try (DataFolder data = DataFolders.open(folder, StoreScript.CONFIG)) {
            RecoveredLog unused = data.recover(topicNo -> isKnown);
            try (JournalReader reader = data.journals().read(TOPIC)) {
                for (long sequence = 0; sequence < reader.nextSeq(); sequence++) {
                    if (reader.read(sequence) instanceof ReadOutcome.Found found) {
                        Publication publication = found.record().publication();
                        texts.add(Texts.of(publication.message()));
                    }
                }
            }
        }
        return texts;
    }
}
