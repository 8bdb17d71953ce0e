package dev.carillon.journal.store;

/**
 * The buffer of somebody who commits nothing, since safety from a crash of the process is enough for him: it keeps
 * nothing, and whoever commits all the same is done at once.
 */
public final class NoCommits implements CommitBuffer {
    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public boolean isEmpty() {
        return true;
    }

    @Override
    public void add(TopicFile file, long topicNo, long sequence, byte[] record) {}

    @Override
    public void free(long topicNo, long fromSeq, long endSeq) {}

    @Override
    public void commit(OnCommitted whenDone) {
        whenDone.committed(true);
    }
}
