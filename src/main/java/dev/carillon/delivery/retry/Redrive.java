package dev.carillon.delivery.retry;

import dev.carillon.journal.store.DropReason;
import dev.carillon.push.DeadLetter;

/**
 * A message that its endpoint did not take, on its way to the dead-letter queue.
 *
 * @param reason why it would be dropped without one
 * @param cause what the queue is told
 * @param beganNanos monotonic time at which the endpoint's attempts were over
 * @param attempts that the queue failed
 * @param dueNanos monotonic time of the next
 */
public record Redrive(
        long sequence, DropReason reason, DeadLetter cause, long beganNanos, int attempts, long dueNanos) {
    public Redrive failed(long nextNanos) {
        return new Redrive(sequence, reason, cause, beganNanos, attempts + 1, nextNanos);
    }
}
