package dev.carillon.journal.store;

/** One fact about the delivery of a topic's messages to one subscription. A later fact overrides an earlier one. */
public sealed interface StateEntry {
    /** The subscription's number in the catalogue; negative where it is of none. */
    long subscriptionNo();

    /** The message was delivered. */
    record Acknowledged(long subscriptionNo, long sequence) implements StateEntry {}

    /** The message will not be delivered any more. */
    record Dropped(long subscriptionNo, long sequence, DropReason reason) implements StateEntry {}

    /** An attempt failed; the next is due at a wall time. */
    record RetryScheduled(long subscriptionNo, long sequence, int attempts, long dueAtMillis) implements StateEntry {}

    /** So many messages from the sequence on are settled: what a rewritten log says in place of single facts. */
    record SettledRun(long subscriptionNo, long sequence, int count) implements StateEntry {}

    /** Every message below the sequence is settled: what a rewritten log says in place of single facts. */
    record SettledBelow(long subscriptionNo, long sequence) implements StateEntry {}

    /**
     * The endpoint failed so often that new messages wait.
     *
     * @param pauseMillis how long before the next probe the last one was
     * @param probeAtMillis wall time of the next
     */
    record BreakerOpen(long subscriptionNo, int pauseMillis, long probeAtMillis) implements StateEntry {}

    /** The endpoint has answered again. */
    record BreakerClosed(long subscriptionNo) implements StateEntry {}

    /** The subscription is gone; forget it. */
    record Ended(long subscriptionNo) implements StateEntry {}

    /**
     * Of a topic: its journal has all records below the sequence, but for what was freed. So a start notices when the end
     * of it is gone, which the files that are there cannot tell.
     */
    record Reached(long topicNo, long endSeq) implements StateEntry {
        @Override
        public long subscriptionNo() {
            return -1;
        }
    }
}
