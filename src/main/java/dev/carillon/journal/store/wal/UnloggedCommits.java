package dev.carillon.journal.store.wal;

/** Without a log: what is in the system's page cache is safe from a crash of the process, and forced a moment later. */
final class UnloggedCommits implements CommitTarget {
    private final Checkpoint checkpoint;

    UnloggedCommits(Checkpoint checkpoint) {
        this.checkpoint = checkpoint;
    }

    @Override
    public void commit(CommitBatch batch) {
        checkpoint.wrote(batch.files());
        batch.done(true);
    }

    @Override
    public boolean isFull() {
        return false;
    }
}
