package dev.carillon.journal.store.wal;

/** What makes batches durable, in the order in which each thread hands them in. Safe on every thread. */
interface CommitTarget {
    /** Takes a batch over, and tells when it is done; never waits for the disk. */
    void commit(CommitBatch batch);

    /** Whether so much waits for the disk that nothing should be added. */
    boolean isFull();
}
