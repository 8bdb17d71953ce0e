package dev.carillon.journal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.TopicJournal;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Frees the files whose messages are all settled. Settlements come many times a second, files become free rarely, and to
 * look costs a topic that is not open a hundred microseconds: so what was settled is noted, and a few topics are seen to
 * at each sweep. Nothing is lost with a note: at the next start the delivery side says again what is settled. Belongs to
 * the shard's thread.
 */
final class Retention {
    static final int TOPICS_A_SWEEP = 50;

    private final JournalStore store;
    private final CommitBuffer commits;
    private final OpenJournals journals;

    /** At most one entry a topic, in the order in which they were noted. */
    private final Map<Long, Long> lowSeqs = new LinkedHashMap<>();

    Retention(JournalStore store, CommitBuffer commits, OpenJournals journals) {
        this.store = store;
        this.commits = commits;
        this.journals = journals;
    }

    /** Every record of the topic below the sequence is settled. */
    void note(long topicNo, long lowSeq) {
        if (lowSeq > 0) {
            lowSeqs.merge(topicNo, lowSeq, Math::max);
        }
    }

    void forget(long topicNo) {
        lowSeqs.remove(topicNo);
    }

    /**
     * Frees what can be freed of the topics that have waited longest.
     *
     * @throws java.io.UncheckedIOException when a file cannot be deleted; its topic waits for its next settlement then
     */
    void sweep() {
        Iterator<Map.Entry<Long, Long>> oldestFirst = lowSeqs.entrySet().iterator();
        for (int i = 0; i < TOPICS_A_SWEEP && oldestFirst.hasNext(); i++) {
            Map.Entry<Long, Long> noted = oldestFirst.next();
            long topicNo = noted.getKey();
            long lowSeq = noted.getValue();
            oldestFirst.remove();
            commits.free(topicNo, 0, lowSeq);
            Optional<TopicJournal> open = journals.ifOpen(topicNo);
            open.ifPresentOrElse(journal -> journal.trim(lowSeq), () -> store.trim(topicNo, lowSeq));
        }
    }
}
