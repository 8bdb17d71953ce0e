/**
 * One attempt at one endpoint, and what it carries.
 *
 * <p>{@link dev.carillon.push.EndpointClient} is the door on the way out:
 *
 * <pre>
 *   publication -> envelope: NotificationSigner -> signing: TextSigner
 *                       |
 *                       v
 *               OutgoingMessage -> Endpoints --- QueueMessage -> sqs: QueueClient
 *                                      |
 *                                  WebMessage
 *                                      v
 *      WebClient -> EndpointLoop -> Attempt -> address: AddressGuard -> Connections -> AttemptOutcome
 * </pre>
 *
 * <p>{@link dev.carillon.push.Endpoints} knows two kinds of {@link dev.carillon.push.OutgoingMessage}. A
 * {@link dev.carillon.push.QueueMessage} goes to a {@link dev.carillon.push.QueueSender}; so does what is given up, of
 * which a {@link dev.carillon.push.DeadLetter} makes a message for the dead-letter queue. A
 * {@link dev.carillon.push.WebMessage} is posted by {@link dev.carillon.push.WebClient} on the
 * {@link dev.carillon.push.EndpointLoop} that its endpoint always has, so that connections are used again where they
 * are. Both clients know by an {@link dev.carillon.push.AttemptCount} what their close has to wait for, and hand their
 * loops what is to be done by a {@link dev.carillon.push.LoopQueue}.
 *
 * <p>There it is an {@link dev.carillon.push.Attempt}, which asks the guard where the endpoint's name leads and whether
 * the broker may go there, takes one of the loop's {@link dev.carillon.push.Connections} to an address that was
 * checked, the first that gives one ({@link dev.carillon.push.AddressTurns}), and adds the URL's user and password as
 * {@code user} writes them. What is sent ahead of an answer are
 * {@link dev.carillon.push.InterimResponses}. An endpoint that reads nothing, or answers without end, is cut off by a
 * {@link dev.carillon.push.ForcedClose}.
 * {@link dev.carillon.push.StatusPolicy} says what an answer means for the message; why there was none is one of the
 * {@link dev.carillon.push.FailureWords}, which tell nothing of what a machine behind an address said. Both become the
 * {@link dev.carillon.push.AttemptOutcome}.
 *
 * <p>The packages, of which each knows only what stands below it:
 *
 * <pre>
 *   envelope    sqs    what endpoints get; queues as endpoints
 *   signing            keys, certificates, signatures
 *   push               the door: messages, and one attempt at posting them
 *   address    user    where the broker may connect to; who it says it is
 * </pre>
 *
 * <p>On the way in, the guard also checks what is subscribed, and {@code signing} serves receivers the certificates.
 */
@NullMarked
package dev.carillon.push;

import org.jspecify.annotations.NullMarked;
