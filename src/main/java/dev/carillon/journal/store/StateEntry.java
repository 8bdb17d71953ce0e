package dev.carillon.journal.store;

/**
 * One fact in a shard's state log, mostly about the delivery of a topic's messages to one subscription. A later fact
 * overrides an earlier one.
 */
public sealed interface StateEntry {
    /** The subscription's number in the catalogue; negative where it is of none. */
    long subscriptionNo();

    /** The message was delivered; in a rewritten log it may have been dropped as well: either way it is settled. */
    record Delivered(long subscriptionNo, long sequence) implements StateEntry {}

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

    /**
     * The endpoint's attempts are over, and the message is on its way to the dead-letter queue.
     *
     * @param reason why it would be dropped without one
     * @param attempts that the queue failed; the next is due at a wall time
     * @param beganAtMillis wall time at which the endpoint's attempts were over
     * @param statusCode of the endpoint's last answer, 0 where there was none
     * @param error one of the push package's fixed words; of longer ones 16 characters are kept
     * @param endpointAttempts how many the endpoint had
     */
    record Redriving(
            long subscriptionNo,
            long sequence,
            DropReason reason,
            int attempts,
            long dueAtMillis,
            long beganAtMillis,
            int statusCode,
            String error,
            int endpointAttempts)
            implements StateEntry {}

    /**
     * Between these wall times no broker ran, or the clock was set from the one to the other: what was published before is
     * not older for it.
     */
    record TimeSkipped(long beforeMillis, long afterMillis) implements StateEntry {
        @Override
        public long subscriptionNo() {
            return -1;
        }
    }

    /**
     * The replay of a subscription has begun, or has failed. What follows under the same number, which is the replay's, is of
     * its messages.
     *
     * @param setMillis when it was asked for, in milliseconds since 1970; tells it from an earlier one
     * @param firstSeq the first message
     * @param endSeq one past the last
     */
    record Replaying(long subscriptionNo, long setMillis, long firstSeq, long endSeq, boolean hasFailed)
            implements StateEntry {}

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
