package dev.carillon.journal.store;

/**
 * What the journals of one shard appended since its last commit. Belongs to the shard's thread.
 */
public interface CommitBuffer {
    /** Whether so much waits for the disk that nothing should be appended. */
    boolean isFull();

    boolean isEmpty();

    /**
     * Takes note of a record that a journal wrote; only journals call it.
     *
     * @param file holds the record, and will be forced before the log lets go of it
     * @param record is not copied, and must not change
     */
    void add(TopicFile file, long topicNo, long sequence, byte[] record);

    /** Takes note that sequences may be deleted, so that no recovery will bring them back. */
    void free(long topicNo, long fromSeq, long endSeq);

    /**
     * Makes everything so far durable at the configured level. What is appended meanwhile belongs to the next commit;
     * commits end in their order.
     *
     * @param whenDone is told on any thread, also on this one before the call returns; never when the disk failed, since
     *     the process ends then
     */
    void commit(OnCommitted whenDone);

    /** Learns what became of a commit. */
    interface OnCommitted {
        /**
         * Called once.
         *
         * @param isDurable false when there was no space: what was appended may be delivered, and must not be acknowledged
         */
        void committed(boolean isDurable);
    }
}
