package dev.carillon.journal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journals that a shard has open, the least recently used first. An open one costs two descriptors, two mappings of
 * 2 MiB and some 60 KB of heap; opening takes about a millisecond, so that topics are slow when more of them are published to
 * all the time than may be open. Belongs to the shard's thread.
 */
final class OpenJournals {
    private static final Logger LOG = LoggerFactory.getLogger(OpenJournals.class);

    private static final int MOST = 512;
    private static final int MOST_OF_A_SINGLE_SHARD = 1024;
    static final Duration IDLE = Duration.ofMinutes(1);

    /** How many each of so many shards may have open. */
    static int most(int shards) {
        return shards == 1 ? MOST_OF_A_SINGLE_SHARD : MOST;
    }

    private final JournalStore store;
    private final CommitBuffer commits;
    private final TimeSource time;
    private final int most;
    private final Map<Long, Opened> journals = new LinkedHashMap<>(16, 0.75f, true);

    /** For the metrics page, which is rendered on another thread. */
    private volatile int count;

    OpenJournals(JournalStore store, CommitBuffer commits, TimeSource time, int most) {
        this.store = store;
        this.commits = commits;
        this.time = time;
        this.most = most;
    }

    /**
     * A topic's journal, opened when it is not open; closes the one that was not used for longest when there are too many.
     *
     * @throws java.io.UncheckedIOException when the disk fails
     */
    TopicJournal use(long topicNo) {
        Opened known = journals.get(topicNo);
        TopicJournal journal = known == null ? store.open(topicNo, commits) : known.journal();
        journals.put(topicNo, new Opened(journal, time.nanoTime()));
        if (journals.size() > most) {
            close(journals.keySet().iterator().next());
        }
        count = journals.size();
        return journal;
    }

    Optional<TopicJournal> ifOpen(long topicNo) {
        return Optional.ofNullable(journals.get(topicNo)).map(Opened::journal);
    }

    /** Without counting as a use. */
    boolean isOpen(long topicNo) {
        return journals.containsKey(topicNo);
    }

    /** What a topic has on disk, whether or not its journal is open. */
    JournalFiles files(long topicNo) {
        return ifOpen(topicNo).map(TopicJournal::files).orElseGet(() -> store.files(topicNo));
    }

    /** Closes a journal, if it is open; what was appended is committed with the rest. */
    void close(long topicNo) {
        Opened closing = journals.remove(topicNo);
        count = journals.size();
        if (closing != null) {
            closing.close();
        }
    }

    /** Closes those that nobody used for a while, and gives their topics. */
    List<Long> closeIdle() {
        List<Long> closed = new ArrayList<>();
        Iterator<Map.Entry<Long, Opened>> oldestFirst = journals.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<Long, Opened> entry = oldestFirst.next();
            if (time.nanoTime() - entry.getValue().usedAtNanos() < IDLE.toNanos()) {
                return closed;
            }
            oldestFirst.remove();
            count = journals.size();
            entry.getValue().close();
            closed.add(entry.getKey());
        }
        return closed;
    }

    void closeAll() {
        List.copyOf(journals.keySet()).forEach(this::close);
    }

    int count() {
        return count;
    }

    private record Opened(TopicJournal journal, long usedAtNanos) {
        /** What was committed is safe whether or not this goes well. */
        void close() {
            try {
                journal.close();
            } catch (RuntimeException failure) {
                LOG.atWarn().addKeyValue("error", failure.toString()).log("a journal cannot be closed");
            }
        }
    }
}
