package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.TopicFile;

/** Gathers a shard's appends into batches, and hands each over whole. Belongs to the shard's thread. */
final class BatchBuffer implements CommitBuffer {
    private final CommitTarget target;
    private CommitBatch batch = new CommitBatch();

    BatchBuffer(CommitTarget target) {
        this.target = target;
    }

    @Override
    public boolean isFull() {
        return target.isFull();
    }

    @Override
    public boolean isEmpty() {
        return batch.isEmpty();
    }

    @Override
    public void add(TopicFile file, long topicNo, long sequence, byte[] record) {
        batch.add(file, LogFrame.of(topicNo, sequence, record));
    }

    @Override
    public void free(long topicNo, long fromSeq, long endSeq) {
        batch.add(LogFrame.free(topicNo, fromSeq, endSeq));
    }

    @Override
    public void commit(OnCommitted whenDone) {
        CommitBatch full = batch;
        batch = new CommitBatch();
        full.whenDone(whenDone);
        target.commit(full);
    }
}
