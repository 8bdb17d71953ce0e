package dev.carillon.journal.store;

/** One fact about the delivery of a topic's messages to one subscription. A later fact overrides an earlier one. */
public sealed interface StateEntry {
    /** The subscription's number in the catalogue. */
    long subscriptionNo();

    /** The message was delivered. */
    record Acknowledged(long subscriptionNo, long sequence) implements StateEntry {}

    /** The message will not be delivered any more. */
    record Dropped(long subscriptionNo, long sequence, DropReason reason) implements StateEntry {}

    /** An attempt failed; the next is due at a wall time. */
    record RetryScheduled(long subscriptionNo, long sequence, int attempts, long dueAtMillis) implements StateEntry {}

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
}
