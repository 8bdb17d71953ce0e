package dev.carillon.journal;

import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.Freed;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.model.JournalSpan;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;

/**
 * Frees the files whose messages are all settled. Settlements come many times a second, files become free rarely, and to
 * look costs a topic that is not open a hundred microseconds: so what was settled is noted, and a few topics are seen to
 * at each sweep. Nothing is lost with a note: at the next start the delivery side says again what is settled. Belongs to
 * the shard's thread.
 *
 * <p>The files before the oldest message that somebody waits for go at once, but for those that are {@link Kept}. What is
 * settled behind it only the delivery side knows, which is asked when a topic's complete files have become larger than its
 * messages by more than a third.
 */
final class Retention {
    static final int TOPICS_A_SWEEP = 50;

    /** Of a topic with millions of messages an answer takes milliseconds, and so does what is done with it. */
    static final int QUESTIONS_A_SWEEP = 2;

    private final CommitBuffer commits;
    private final OpenJournals journals;
    private final Kept kept;
    private final LongConsumer onFreed;

    /** At most one entry a topic, in the order in which they were noted. */
    private final Map<Long, Long> lowSeqs = new LinkedHashMap<>();

    /** What is to be asked: at most one question a topic, the oldest first. */
    private final Map<Long, OutstandingQuery> questions = new LinkedHashMap<>();

    /** Does nothing by itself; says of which topics files went. */
    Retention(CommitBuffer commits, OpenJournals journals, Kept kept, LongConsumer onFreed) {
        this.commits = commits;
        this.journals = journals;
        this.kept = kept;
        this.onFreed = onFreed;
    }

    /** Something of the topic was settled, and every record below the sequence is. */
    void note(long topicNo, long lowSeq) {
        lowSeqs.merge(topicNo, lowSeq, Math::max);
    }

    void forget(long topicNo) {
        lowSeqs.remove(topicNo);
        questions.remove(topicNo);
    }

    /**
     * Frees what can be freed of the topics that have waited longest.
     *
     * @param heldBytes of a topic's messages that somebody waits for, or that are archived
     */
    void sweep(LongUnaryOperator heldBytes, FailedTopics failed) {
        Iterator<Map.Entry<Long, Long>> oldestFirst = lowSeqs.entrySet().iterator();
        for (int i = 0; i < TOPICS_A_SWEEP && oldestFirst.hasNext(); i++) {
            Map.Entry<Long, Long> noted = oldestFirst.next();
            long topicNo = noted.getKey();
            long lowSeq = noted.getValue();
            oldestFirst.remove();
            failed.run(topicNo, () -> free(topicNo, lowSeq, heldBytes.applyAsLong(topicNo)));
        }
    }

    private void free(long topicNo, long lowSeq, long heldBytes) {
        JournalFiles files = journals.files(topicNo);
        long windowSeq = kept.windowSeq(topicNo);
        long freeSeq = kept.freeSeq(topicNo, Math.min(lowSeq, windowSeq), files);
        int gone = files.trim(freeSeq);
        if (gone > 0) {
            commits.free(topicNo, 0, freeSeq);
            kept.freed(topicNo, files);
        }
        tell(topicNo, gone);
        List<JournalSpan> complete = files.complete().stream()
                .filter(file -> file.endSeq() <= windowSeq)
                .toList();
        if (areTooLarge(complete, heldBytes)) {
            questions.put(topicNo, new OutstandingQuery(topicNo, complete));
        }
    }

    /** Takes the questions that are to be asked now. */
    List<OutstandingQuery> questions() {
        List<OutstandingQuery> asked = new ArrayList<>();
        Iterator<OutstandingQuery> oldestFirst = questions.values().iterator();
        while (asked.size() < QUESTIONS_A_SWEEP && oldestFirst.hasNext()) {
            asked.add(oldestFirst.next());
            oldestFirst.remove();
        }
        return asked;
    }

    /**
     * Frees what an answer allows, or a part of it, and looks again at the next sweep then.
     *
     * @throws java.io.UncheckedIOException when a file cannot be written or deleted
     */
    Freed free(OutstandingReply reply) {
        long topicNo = reply.topicNo();
        JournalFiles files = journals.files(topicNo);
        Freed freed = files.free(reply.spans(), kept.span(topicNo));
        if (freed.files() > 0) {
            kept.freed(topicNo, files);
        }
        tell(topicNo, freed.files());
        if (freed.hasMore()) {
            note(topicNo, 0);
        }
        return freed;
    }

    private void tell(long topicNo, int freed) {
        if (freed > 0) {
            onFreed.accept(topicNo);
        }
    }

    private static boolean areTooLarge(List<JournalSpan> files, long heldBytes) {
        long bytes = files.stream().mapToLong(JournalSpan::bytes).sum();
        return 3 * bytes > 4 * heldBytes;
    }
}
