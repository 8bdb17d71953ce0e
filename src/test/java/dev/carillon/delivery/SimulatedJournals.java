package dev.carillon.delivery;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Topics' journals in memory. What was settled is gone at once, to the byte; some cannot be read for a while. */
final class SimulatedJournals implements JournalStore {
    private final Map<Long, Journal> journals = new HashMap<>();
    private final Set<Long> unreadable = new HashSet<>();

    /** Adds a message whose text names its place. */
    long append(long topicNo, int bytes, Instant at) {
        Journal journal = journals.computeIfAbsent(topicNo, no -> new Journal());
        long sequence = journal.records.size();
        Publication publication = new Publication(
                new UUID(topicNo, sequence),
                "",
                MessageText.of(topicNo + "/" + sequence),
                false,
                List.of(),
                "",
                "",
                "");
        journal.records.add(new JournalRecord(sequence, at, bytes, publication));
        return sequence;
    }

    void setUnreadable(long topicNo, boolean isUnreadable) {
        boolean unused = isUnreadable ? unreadable.add(topicNo) : unreadable.remove(topicNo);
    }

    /** All can be read: a shard does not start otherwise. */
    void repair() {
        unreadable.clear();
    }

    boolean isWhole() {
        return unreadable.isEmpty();
    }

    boolean isUnreadable(long topicNo) {
        return unreadable.contains(topicNo);
    }

    @Override
    public TopicJournal open(long topicNo, CommitBuffer commits) {
        throw new UnsupportedOperationException("delivery only reads");
    }

    @Override
    public CommitBuffer commits() {
        throw new UnsupportedOperationException("delivery only reads");
    }

    @Override
    public JournalFiles files(long topicNo) {
        throw new UnsupportedOperationException("delivery only reads");
    }

    @Override
    public JournalReader read(long topicNo) {
        return new Reader(topicNo, journals.computeIfAbsent(topicNo, no -> new Journal()));
    }

    @Override
    public List<Long> topics() {
        return List.copyOf(journals.keySet());
    }

    void trim(long topicNo, long lowSeq) {
        Journal journal = journals.get(topicNo);
        if (journal != null) {
            journal.firstSeq = Math.max(journal.firstSeq, lowSeq);
        }
    }

    @Override
    public boolean retire(long topicNo, long nextSeq, long leastBytes) {
        return false;
    }

    @Override
    public void delete(long topicNo) {
        journals.remove(topicNo);
    }

    private static final class Journal {
        private final List<JournalRecord> records = new ArrayList<>();
        private long firstSeq;
    }

    private final class Reader implements JournalReader {
        private final long topicNo;
        private final Journal journal;

        Reader(long topicNo, Journal journal) {
            this.topicNo = topicNo;
            this.journal = journal;
        }

        @Override
        public ReadOutcome read(long sequence) {
            if (isUnreadable(topicNo)) {
                throw new UncheckedIOException(new IOException("an input/output error"));
            }
            return sequence < journal.firstSeq || sequence >= journal.records.size()
                    ? new ReadOutcome.Absent()
                    : new ReadOutcome.Found(journal.records.get((int) sequence));
        }

        @Override
        public void refresh() {
            // There are no files.
        }

        @Override
        public long firstSeq() {
            return journal.firstSeq;
        }

        @Override
        public long nextSeq() {
            return journal.records.size();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
