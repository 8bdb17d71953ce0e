package dev.carillon.journal.store;

import java.util.Optional;

/**
 * What the journals of one shard appended since its last commit. Belongs to the shard's thread.
 */
public final class CommitBuffer {
    private final Optional<CommitTarget> target;
    private CommitBatch batch = new CommitBatch();

    CommitBuffer(CommitTarget target) {
        this(Optional.of(target));
    }

    private CommitBuffer(Optional<CommitTarget> target) {
        this.target = target;
    }

    /** For whom safety from a crash of the process is enough. */
    static CommitBuffer none() {
        return new CommitBuffer(Optional.empty());
    }

    /** Whether so much waits for the disk that nothing should be appended. */
    public boolean isFull() {
        return target.isPresent() && target.get().isFull();
    }

    public boolean isEmpty() {
        return batch.isEmpty();
    }

    /** Takes note that sequences may be deleted, so that no recovery will bring them back. */
    public void free(long topicNo, long fromSeq, long endSeq) {
        batch.add(LogFrame.free(topicNo, fromSeq, endSeq));
    }

    /**
     * Makes everything so far durable at the configured level. What is appended meanwhile belongs to the next commit;
     * commits end in their order.
     *
     * @param whenDone is told on any thread, also on this one before the call returns; never when the disk failed, since
     *     the process ends then
     */
    public void commit(OnCommitted whenDone) {
        CommitBatch full = batch;
        batch = new CommitBatch();
        full.whenDone(whenDone);
        target.ifPresentOrElse(durable -> durable.commit(full), () -> full.done(true));
    }

    void add(TopicFile file, long topicNo, long sequence, byte[] record) {
        if (target.isPresent()) {
            batch.add(file, LogFrame.of(topicNo, sequence, record));
        }
    }

    /** Learns what became of a commit. */
    public interface OnCommitted {
        /**
         * Called once.
         *
         * @param isDurable false when there was no space: what was appended may be delivered, and must not be acknowledged
         */
        void committed(boolean isDurable);
    }
}
