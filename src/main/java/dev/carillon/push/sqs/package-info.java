/**
 * Queues as endpoints: subscriptions' own and dead-letter queues.
 *
 * <p>{@link dev.carillon.push.sqs.QueueClient} is the door. At the start it has
 * {@link dev.carillon.push.sqs.ServiceClients} make AWS's client of each configured service, over
 * {@link dev.carillon.push.sqs.VertxHttp}, so that queues need no threads of their own. A message finds the service of
 * its queue's ARN and is {@link dev.carillon.push.sqs.Waiting} on the {@link dev.carillon.push.sqs.ServiceLoop} of
 * that. The loop takes up what came in meanwhile, and makes {@link dev.carillon.push.sqs.Batches} of it.
 *
 * <p>{@link dev.carillon.push.sqs.BatchAttempts} sends one batch, in the words of
 * {@link dev.carillon.push.sqs.QueueRequests}, to the URL that {@link dev.carillon.push.sqs.QueueUrls} knows the queue
 * by. {@link dev.carillon.push.sqs.Calls} gives up what takes too long. {@link dev.carillon.push.sqs.QueueOutcomes}
 * says what the answer means.
 *
 * <p>The services are the operator's choice, and trusted: the address guard is not asked about them. A subscriber
 * chooses a queue among theirs, never an address.
 */
@NullMarked
package dev.carillon.push.sqs;

import org.jspecify.annotations.NullMarked;
