package dev.carillon.delivery;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.model.MessageAttribute;
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
import org.jspecify.annotations.Nullable;

/** Topics' journals in memory. What was settled and is old enough is gone, to the byte; some cannot be read for a while. */
final class SimulatedJournals implements JournalStore {
    private final Map<Long, Journal> journals = new HashMap<>();
    private final Set<Long> unreadable = new HashSet<>();

    /** By topic: all below is settled, and goes once it is old enough. */
    private final Map<Long, Long> settledSeqs = new HashMap<>();

    /** Adds a message whose text names its place. */
    long append(long topicNo, int bytes, Instant at) {
        Journal journal = journals.computeIfAbsent(topicNo, no -> new Journal());
        long sequence = journal.records.size();
        Publication publication = new Publication(
                new UUID(topicNo, sequence),
                "",
                MessageText.of(topicNo + "/" + sequence),
                false,
                List.of(new MessageAttribute(TopicLedger.KIND, "String", Integer.toString(TopicLedger.kind(sequence)))),
                TopicLedger.group(topicNo, sequence),
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

    /** What is settled is told anew: that is not on disk. */
    void restart() {
        settledSeqs.clear();
    }

    void settled(long topicNo, long lowSeq) {
        settledSeqs.merge(topicNo, lowSeq, Math::max);
    }

    /** Lets go what is settled and was published before a time; says whether anything went. */
    boolean trim(long topicNo, Instant before) {
        @Nullable Journal journal = journals.get(topicNo);
        long from = journal == null ? 0 : journal.firstSeq;
        while (journal != null
                && journal.firstSeq < settledSeqs.getOrDefault(topicNo, 0L)
                && journal.records.get((int) journal.firstSeq).publishedAt().isBefore(before)) {
            journal.firstSeq++;
        }
        return journal != null && journal.firstSeq > from;
    }

    /** The first message that is there. */
    long firstSeq(long topicNo) {
        return journals.computeIfAbsent(topicNo, no -> new Journal()).firstSeq;
    }

    @Override
    public boolean retire(long topicNo, long nextSeq, long leastBytes) {
        return false;
    }

    @Override
    public void force(long topicNo) {
        throw new UnsupportedOperationException("delivery only reads");
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
