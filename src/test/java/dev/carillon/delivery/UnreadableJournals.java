package dev.carillon.delivery;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.PassingJournals;
import dev.carillon.journal.store.ReadOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Real journals, of which some fail to be read while they are in a set, as on a disk with errors. */
final class UnreadableJournals extends PassingJournals {
    private final Set<Long> unreadable;
    private final BooleanSupplier areMapped;

    /** @param areMapped whether it is a mapped page that cannot be read, which the JVM says in its own way */
    UnreadableJournals(JournalStore real, Set<Long> unreadable, BooleanSupplier areMapped) {
        super(real);
        this.unreadable = unreadable;
        this.areMapped = areMapped;
    }

    @Override
    public JournalReader read(long topicNo) {
        return new Reader(topicNo, super.read(topicNo));
    }

    private final class Reader implements JournalReader {
        private final long topicNo;
        private final JournalReader real;

        private Reader(long topicNo, JournalReader real) {
            this.topicNo = topicNo;
            this.real = real;
        }

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
                if (areMapped.getAsBoolean()) {
                    throw new InternalError("a fault occurred in an unsafe memory access operation");
                }
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
