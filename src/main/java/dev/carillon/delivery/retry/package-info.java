/**
 * When what an endpoint did not take is tried again.
 *
 * <p>A {@link dev.carillon.delivery.retry.RetryPolicy} has the phases, {@link dev.carillon.delivery.retry.RetryDelays}
 * the jitter and what the endpoint asked for. Until then the message waits in its subscription's
 * {@link dev.carillon.delivery.retry.RetrySchedule}; where it is given up and there is a dead-letter queue, it is a
 * {@link dev.carillon.delivery.retry.Redrive} and waits among the {@link dev.carillon.delivery.retry.Redrives}. All
 * wait in memory, of all subscriptions together a bounded number: {@link dev.carillon.delivery.retry.WaitingRetries}.
 */
@NullMarked
package dev.carillon.delivery.retry;

import org.jspecify.annotations.NullMarked;
