/**
 * What endpoints get: messages rendered and signed.
 *
 * <p>{@link dev.carillon.push.envelope.NotificationSigner} is the door, and
 * {@link dev.carillon.push.envelope.MessageSigner} does it, on {@link dev.carillon.push.envelope.SigningThreads}. A
 * {@link dev.carillon.push.envelope.NotificationRequest} has the publication;
 * {@link dev.carillon.push.envelope.ProtocolTexts} picks the text of each protocol.
 * {@link dev.carillon.push.envelope.Rendering} then makes the body of each {@link dev.carillon.push.envelope.BodyForm}
 * that some subscription wants: the message alone, a {@link dev.carillon.push.envelope.NotificationEnvelope} or a
 * {@link dev.carillon.push.envelope.LambdaEvent}, in JSON that {@link dev.carillon.push.envelope.JsonObject} lays out
 * in {@link dev.carillon.push.envelope.JsonBytes}. A text is a {@link dev.carillon.push.envelope.Notification}, with
 * its publish time as {@link dev.carillon.push.envelope.Timestamps} writes it, and is signed at most once, by its
 * {@link dev.carillon.push.envelope.StringToSign}.
 *
 * <p>Each body is a {@link dev.carillon.push.envelope.Template} that all subscriptions share. What the caller gets is a
 * {@link dev.carillon.push.envelope.SignedNotification}: as {@link dev.carillon.push.envelope.PreparedNotification} it
 * has the templates and adds to them, with {@link dev.carillon.push.envelope.MessageHeaders}, what differs for each
 * subscription.
 *
 * <p>A {@link dev.carillon.push.envelope.ConfirmationRequest} goes a shorter way: one
 * {@link dev.carillon.push.envelope.ConfirmationEnvelope}, signed, for one endpoint.
 */
@NullMarked
package dev.carillon.push.envelope;

import org.jspecify.annotations.NullMarked;
