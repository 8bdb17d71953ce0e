package dev.carillon.delivery;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** Real journals, of which some fail to be read while they are in a set, as on a disk with errors. */
record UnreadableJournals(JournalStore real, Set<Long> unreadable) implements JournalStore {
    @Override
    public TopicJournal open(long topicNo, CommitBuffer commits) {
        return real.open(topicNo, commits);
    }

    @Override
    public CommitBuffer commits() {
        return real.commits();
    }

    @Override
    public JournalReader read(long topicNo) {
        return new Reader(topicNo, real.read(topicNo), unreadable);
    }

    @Override
    public List<Long> topics() {
        return real.topics();
    }

    @Override
    public JournalFiles files(long topicNo) {
        return real.files(topicNo);
    }

    @Override
    public boolean retire(long topicNo, long nextSeq, long leastBytes) {
        return real.retire(topicNo, nextSeq, leastBytes);
    }

    @Override
    public void force(long topicNo) {
        real.force(topicNo);
    }

    @Override
    public void delete(long topicNo) {
        real.delete(topicNo);
    }

    private record Reader(long topicNo, JournalReader real, Set<Long> unreadable) implements JournalReader {
        @Override
        public void refresh() {
            real.refresh();
        }

        @Override
        public long firstSeq() {
            return real.firstSeq();
        }

        @Override
        public long nextSeq() {
            return real.nextSeq();
        }

        @Override
        public ReadOutcome read(long sequence) {
            if (unreadable.contains(topicNo)) {
                throw new UncheckedIOException(new IOException("an input/output error"));
            }
            return real.read(sequence);
        }

        @Override
        public void close() {
            real.close();
        }
    }
}
