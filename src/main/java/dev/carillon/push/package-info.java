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
 *      FunctionClient -> EndpointLoop -> Attempt -> address: AddressGuard -> Connections -> AttemptOutcome
 * </pre>
 *
 * <p>{@link dev.carillon.push.Endpoints} knows two kinds of message. A {@link dev.carillon.push.QueueMessage} goes to a
 * {@link dev.carillon.push.QueueSender}; so does a {@link dev.carillon.push.DeadLetter}. A
 * {@link dev.carillon.push.WebMessage} is posted by {@link dev.carillon.push.FunctionClient}, which asks the guard where the
 * endpoint's name leads and whether the broker may go there, dials the address that was checked, and tells the
 * {@link dev.carillon.push.AttemptOutcome}.
 *
 * <p>The packages, of which each knows only what stands below it:
 *
 * <pre>
 *   envelope    sqs    what endpoints get; queues as endpoints
 *   signing            keys, certificates, signatures
 *   push               the door: messages, and one attempt at posting them
 *   address            where the broker may connect to
 * </pre>
 *
 * <p>On the way in, the guard also checks what is subscribed, and {@code signing} serves receivers the certificates.
 */
@NullMarked
package dev.carillon.push;

import org.jspecify.annotations.NullMarked;
