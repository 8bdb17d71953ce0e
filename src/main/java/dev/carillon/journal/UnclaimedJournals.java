package dev.carillon.journal;

import dev.carillon.journal.store.JournalStore;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals on disk whose topics the catalogue did not have at the start, or that were not counted yet since. Belongs to the
 * shard's thread.
 */
final class UnclaimedJournals {
    private static final Logger LOG = LoggerFactory.getLogger(UnclaimedJournals.class);

    private final JournalStore store;
    private final ShardTopics topics;
    private final Set<Long> topicNos = new HashSet<>();

    UnclaimedJournals(JournalStore store, ShardTopics topics) {
        this.store = store;
        this.topics = topics;
    }

    void add(long topicNo) {
        topicNos.add(topicNo);
    }

    boolean contains(long topicNo) {
        return topicNos.contains(topicNo);
    }

    /** The topic was counted; its journal goes when it is not in the catalogue. */
    void counted(long topicNo) {
        if (topicNos.remove(topicNo) && topics.inCatalog(topicNo).isEmpty()) {
            discard(topicNo);
        }
    }

    /** Deletes those that are not in the catalogue, which is the database's by now. */
    void deleteUnknown() {
        for (long topicNo : List.copyOf(topicNos)) {
            if (topics.inCatalog(topicNo).isEmpty()) {
                topicNos.remove(topicNo);
                discard(topicNo);
            }
        }
    }

    /** Deletes a journal that is not open. */
    void discard(long topicNo) {
        try {
            store.delete(topicNo);
        } catch (UncheckedIOException failure) {
            LOG.atWarn()
                    .addKeyValue("topicNo", topicNo)
                    .addKeyValue("error", String.valueOf(failure.getCause()))
                    .log("a deleted topic's journal is still there; the next start tries again");
        }
    }
}
