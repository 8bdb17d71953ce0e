package dev.carillon.delivery;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.PassingJournals;
import dev.carillon.journal.store.ReadOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/** Real journals, of which some fail to be read while they are in a set, as on a disk with errors. */
final class UnreadableJournals extends PassingJournals {
    private final Set<Long> unreadable;

    UnreadableJournals(JournalStore real, Set<Long> unreadable) {
        super(real);
        this.unreadable = unreadable;
    }

    @Override
    public JournalReader read(long topicNo) {
        return new Reader(topicNo, super.read(topicNo), unreadable);
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
