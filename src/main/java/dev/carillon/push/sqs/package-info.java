/**
 * Queues as endpoints: subscriptions' own and dead-letter queues.
 *
 * <p>{@link dev.carillon.push.sqs.QueueClient} is the door. It finds the configured service of a queue's ARN and hands the
 * message to its {@link dev.carillon.push.sqs.ServiceLoop}, which takes up what came in meanwhile and makes {@link
 * dev.carillon.push.sqs.Batches} of it; {@link dev.carillon.push.sqs.BatchAttempts} sends one batch with AWS's SDK to the
 * URL that {@link dev.carillon.push.sqs.QueueUrls} knows the queue by, over {@link dev.carillon.push.sqs.VertxHttp}, and
 * {@link dev.carillon.push.sqs.QueueOutcomes} says what the answer means.
 *
 * <p>The services are the operator's choice, and trusted: the address guard is not asked about them. A subscriber chooses
 * a queue among theirs, never an address.
 */
@NullMarked
package dev.carillon.push.sqs;

import org.jspecify.annotations.NullMarked;
