package dev.carillon.journal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalStore;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/**
 * Gives the space of the last file of topics back that nobody publishes to any more, and all of whose messages are settled:
 * otherwise thousands of idle topics would each keep a file of settled messages for ever. A few at each sweep, since each
 * waits for the disk. Belongs to the shard's thread.
 */
final class Retirement {
    static final int TOPICS_A_SWEEP = 2;

    /** The next message costs a file that was retired a new one, which takes some 60 KB at once. */
    private static final long WORTH_BYTES = 256 << 10;

    private final JournalStore store;
    private final CommitBuffer commits;
    private final OpenJournals journals;
    private final Kept kept;
    private final LongConsumer onFreed;
    private final Set<Long> idle = new LinkedHashSet<>();

    /** Does nothing by itself; says of which topics a file went. */
    Retirement(JournalStore store, CommitBuffer commits, OpenJournals journals, Kept kept, LongConsumer onFreed) {
        this.store = store;
        this.commits = commits;
        this.journals = journals;
        this.kept = kept;
        this.onFreed = onFreed;
    }

    /** Nobody has published to the topic for a while, or the last of its messages was settled since. */
    void note(long topicNo) {
        idle.add(topicNo);
    }

    void forget(long topicNo) {
        idle.remove(topicNo);
    }

    /**
     * Frees what can be freed of the topics that have waited longest.
     *
     * @param settled a topic's holding, if it is known and nobody waits for any of its messages
     */
    void sweep(LongFunction<Optional<TopicHolding>> settled, FailedTopics failed) {
        Iterator<Long> oldestFirst = idle.iterator();
        for (int i = 0; i < TOPICS_A_SWEEP && oldestFirst.hasNext(); i++) {
            long topicNo = oldestFirst.next();
            oldestFirst.remove();
            Optional<TopicHolding> holding = settled.apply(topicNo);
            if (holding.isPresent() && !journals.isOpen(topicNo)) {
                failed.run(topicNo, () -> retire(topicNo, holding.get()));
            }
        }
    }

    /** However small it is, of an archive that is over: it would be shown as archived, and count, for ever. */
    private void retire(long topicNo, TopicHolding holding) {
        if (!kept.isOver(holding)) {
            return;
        }
        long nextSeq = holding.floorSeq();
        if (store.retire(topicNo, nextSeq, holding.archive().isPresent() ? 0 : WORTH_BYTES)) {
            commits.free(topicNo, 0, nextSeq);
            kept.freed(topicNo, store.files(topicNo));
            onFreed.accept(topicNo);
        }
    }
}
