package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.ArchiveFiles;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.Freed;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.model.ByteSize;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Publication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What a shard does with its store, at random but the same for the same seed: publishes, waits or not, rolls, closes,
 * settles and trims, copies forward, deletes topics. Takes note of what was acknowledged.
 */
final class StoreScript {
    /** Files of the log and of topics are small, so that a short script goes through many. */
    static final JournalConfig CONFIG = new JournalConfig(
            2,
            ByteSize.parse("2MiB"),
            100,
            ByteSize.parse("256MiB"),
            JournalConfig.Durability.FSYNC,
            Duration.ZERO,
            ByteSize.parse("1MiB"));

    static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);

    private static final int TOPICS = 3;

    private final DataFolder data;
    private final SplittableRandom random;
    private final CountDownLatch halted;
    private final StoreLedger ledger;
    private final CommitBuffer commits;
    private final StateLog states;
    private final Map<Long, TopicJournal> journals = new HashMap<>();
    private long firstTopic;

    /** The latch opens when the disk has failed and no commit ends any more. */
    StoreScript(DataFolder data, StoreLedger ledger, long seed, CountDownLatch halted) {
        this.data = data;
        this.ledger = ledger;
        this.random = new SplittableRandom(seed);
        this.halted = halted;
        this.commits = data.journals().commits();
        this.states = data.stateLog(0);
        states.replay(entry -> {});
    }

    void run(int steps) throws InterruptedException {
        for (int i = 0; i < steps && halted.getCount() > 0; i++) {
            step(random.nextInt(100));
        }
    }

    /** Waits until everything that was published is acknowledged, and writes down what is settled. */
    void settle() throws InterruptedException {
        for (long topicNo = firstTopic; topicNo < firstTopic + TOPICS; topicNo++) {
            TopicJournal unused = journal(topicNo);
        }
        CountDownLatch done = new CountDownLatch(1);
        commits.commit(isDurable -> done.countDown());
        done.await();
        states.flush();
    }

    void close() {
        journals.values().forEach(TopicJournal::close);
    }

    private void step(int dice) throws InterruptedException {
        long topicNo = firstTopic + random.nextInt(TOPICS);
        if (dice < 75) {
            publish(topicNo, 1 + random.nextInt(15));
        } else if (dice < 80) {
            settle(topicNo);
        } else if (dice < 84) {
            trim(topicNo);
        } else if (dice < 88) {
            copyForward(topicNo);
        } else if (dice < 96) {
            close(topicNo);
        } else if (dice < 98) {
            delete(firstTopic);
        }
    }

    private void publish(long topicNo, int records) throws InterruptedException {
        TopicJournal journal = journal(topicNo);
        long from = journal.nextSeq();
        for (int i = 0; i < records; i++) {
            long unused = journal.append(message(topicNo, journal.nextSeq()), PUBLISHED_AT);
        }
        long end = journal.nextSeq();
        CountDownLatch done = new CountDownLatch(1);
        commits.commit(isDurable -> {
            if (isDurable) {
                ledger.acknowledged(topicNo, from, end);
            }
            done.countDown();
        });
        if (random.nextInt(3) > 0) {
            while (halted.getCount() > 0 && !done.await(10, TimeUnit.MILLISECONDS)) {
                // It ends, or the disk fails.
            }
        }
    }

    private void settle(long topicNo) {
        states.append(new StateEntry.SettledBelow(topicNo, ledger.acknowledgedBelow(topicNo)));
        states.flush();
    }

    private void trim(long topicNo) {
        if (isArchived(topicNo)) {
            note(topicNo);
            return;
        }
        long low = ledger.acknowledgedBelow(topicNo) * random.nextInt(50, 101) / 100;
        ledger.settled(topicNo, low);
        if (journal(topicNo).files().trim(low) > 0) {
            commits.free(topicNo, 0, low);
        }
    }

    /** One of the topics keeps everything. */
    private static boolean isArchived(long topicNo) {
        return topicNo % TOPICS == 1;
    }

    /** What its files hold is what was written, whatever was noted of them. */
    private void note(long topicNo) {
        ArchiveFiles archive = journal(topicNo).files().archive();
        if (archive.note().isEmpty()) {
            archive.begin(new ArchiveNote(topicNo, 0));
        }
        long records = archive.facts().stream().mapToLong(FileFacts::records).sum();
        assertThat(records).isEqualTo(journal(topicNo).nextSeq());
    }

    /** Of each complete file nothing is waited for any more, but all of it is archived. */
    private void copyArchive(long topicNo) {
        JournalFiles files = journal(topicNo).files();
        List<LiveSpan> answers = files.complete().stream()
                .map(file -> LiveSpan.of(file, 0, 0, List.of()))
                .toList();
        Freed unused = files.free(answers, new ArchivedSpan(0, PUBLISHED_AT.toEpochMilli()));
        note(topicNo);
    }

    /** Of each complete file, one message in eleven is still waited for. */
    private void copyForward(long topicNo) {
        if (isArchived(topicNo)) {
            copyArchive(topicNo);
            return;
        }
        JournalFiles files = journal(topicNo).files();
        List<LiveSpan> answers = new ArrayList<>();
        for (JournalSpan file : files.complete()) {
            List<Long> live = new ArrayList<>();
            for (long sequence = file.firstSeq(); sequence < file.endSeq(); sequence++) {
                if ((sequence * 7 + topicNo) % 11 == 0 || !ledger.settleIfAcknowledged(topicNo, sequence)) {
                    live.add(sequence);
                }
            }
            long bytes = live.stream()
                    .mapToLong(sequence -> EncodedLength.of(message(topicNo, sequence)))
                    .sum();
            answers.add(LiveSpan.of(file, live.size(), bytes, live));
        }
        Freed unused = files.free(answers, ArchivedSpan.NOTHING);
    }

    private void close(long topicNo) {
        TopicJournal journal = journals.remove(topicNo);
        if (journal != null) {
            journal.close();
        }
    }

    private void delete(long topicNo) {
        ledger.deleted(topicNo);
        close(topicNo);
        data.journals().delete(topicNo);
        firstTopic++;
    }

    private TopicJournal journal(long topicNo) {
        return journals.computeIfAbsent(topicNo, no -> data.journals().open(no, commits));
    }

    /** What lies at a sequence; of many lengths. */
    static Publication message(long topicNo, long sequence) {
        return Publications.plain(topicNo + " " + sequence + " " + "x".repeat((int) (sequence * 1_237 % 9_000)));
    }
}
