/**
 * One attempt at one endpoint, and what it carries.
 *
 * <p>On the way out: {@link dev.carillon.push.MessageSigner} takes a publication, picks the text of each protocol and,
 * unless all want it raw, renders the envelope that all subscriptions share and signs it once with the key of {@link
 * dev.carillon.push.SigningKeys}; {@link dev.carillon.push.SignedNotification} adds what differs for each subscription.
 * {@link dev.carillon.push.Endpoints} knows two kinds of message. A {@link dev.carillon.push.QueueMessage} goes to {@code
 * push.sqs}; so does a {@link dev.carillon.push.DeadLetter}. For a {@link dev.carillon.push.WebMessage} {@link
 * dev.carillon.push.FunctionClient} asks {@link dev.carillon.push.AddressGuard} where the endpoint's name leads and whether
 * the broker may go there, dials the address that was checked, and tells the {@link dev.carillon.push.AttemptOutcome}.
 *
 * <p>On the way in: the guard also checks what is subscribed, and {@link dev.carillon.push.CertificatePages} serves
 * receivers the certificates.
 */
@NullMarked
package dev.carillon.push;

import org.jspecify.annotations.NullMarked;
