package dev.carillon.journal.store;

import java.util.List;

/** Hands everything on to real journals, but for what a test has go wrong. */
public abstract class PassingJournals implements JournalStore {
    private final JournalStore real;

    protected PassingJournals(JournalStore real) {
        this.real = real;
    }

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
        return real.read(topicNo);
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
    public void force(long topicNo) {
        real.force(topicNo);
    }

    @Override
    public boolean retire(long topicNo, long nextSeq, long leastBytes) {
        return real.retire(topicNo, nextSeq, leastBytes);
    }

    @Override
    public void delete(long topicNo) {
        real.delete(topicNo);
    }
}
