package dev.carillon.journal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalFiles;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.PassingJournals;
import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Real journals, of which one append fails on request, before the record is on disk or after, or all looks at what there is of
 * a topic that is not open. The log has no record whose append failed.
 */
final class FailingJournals extends PassingJournals {
    private final AtomicReference<Failure> next = new AtomicReference<>(Failure.NONE);
    private final AtomicInteger failedLooks = new AtomicInteger();
    private volatile boolean isBlind;

    FailingJournals(JournalStore real) {
        super(real);
    }

    void failOnceWritten() {
        next.set(Failure.WRITTEN);
    }

    void failUnwritten() {
        next.set(Failure.UNWRITTEN);
    }

    @Override
    public TopicJournal open(long topicNo, CommitBuffer commits) {
        return new Journal(super.open(topicNo, new Logged(commits)));
    }

    void setBlind(boolean blind) {
        isBlind = blind;
    }

    int failedLooks() {
        return failedLooks.get();
    }

    @Override
    public JournalFiles files(long topicNo) {
        if (isBlind) {
            failedLooks.incrementAndGet();
            throw new UncheckedIOException(new IOException("an input/output error"));
        }
        return super.files(topicNo);
    }

    private enum Failure {
        NONE,
        WRITTEN,
        UNWRITTEN
    }

    private final class Journal implements TopicJournal {
        private final TopicJournal journal;

        private Journal(TopicJournal journal) {
            this.journal = journal;
        }

        @Override
        public long nextSeq() {
            return journal.nextSeq();
        }

        @Override
        public long append(Publication publication, Instant publishedAt) {
            Failure failure = next.get();
            long sequence = failure == Failure.UNWRITTEN ? -1 : journal.append(publication, publishedAt);
            next.set(Failure.NONE);
            if (failure != Failure.NONE) {
                throw new UncheckedIOException(new IOException("an input/output error"));
            }
            return sequence;
        }

        @Override
        public void skipTo(long sequence) {
            journal.skipTo(sequence);
        }

        @Override
        public void rollIfOlder(long millis) {
            journal.rollIfOlder(millis);
        }

        @Override
        public JournalFiles files() {
            return journal.files();
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    /** What a journal hands to the log: nothing of an append that fails. */
    private final class Logged implements CommitBuffer {
        private final CommitBuffer commits;

        private Logged(CommitBuffer commits) {
            this.commits = commits;
        }

        @Override
        public boolean isFull() {
            return commits.isFull();
        }

        @Override
        public boolean isEmpty() {
            return commits.isEmpty();
        }

        @Override
        public void add(TopicFile file, long topicNo, long sequence, byte[] record) {
            if (next.get() == Failure.NONE) {
                commits.add(file, topicNo, sequence, record);
            }
        }

        @Override
        public void free(long topicNo, long fromSeq, long endSeq) {
            commits.free(topicNo, fromSeq, endSeq);
        }

        @Override
        public void commit(OnCommitted whenDone) {
            commits.commit(whenDone);
        }
    }
}
