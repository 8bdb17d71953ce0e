/**
 * What endpoints get: messages rendered and signed.
 *
 * <p>{@link dev.carillon.push.envelope.NotificationSigner} is the door, and {@link dev.carillon.push.envelope.MessageSigner}
 * does it, on {@code SigningThreads}. A {@link dev.carillon.push.envelope.NotificationRequest} has the publication;
 * {@code ProtocolTexts} picks the text of each protocol. {@code Rendering} then makes the body of each
 * {@link dev.carillon.push.envelope.BodyForm} that some subscription wants: the message alone, a {@code
 * NotificationEnvelope} or a {@code LambdaEvent}, in JSON that {@code JsonObject} lays out in {@code JsonBytes}. A text is a
 * {@code Notification}, signed once by its {@code StringToSign}. What comes of it are {@code Template}s that all
 * subscriptions share, and a {@link dev.carillon.push.envelope.SignedNotification} that adds to them, with {@code
 * MessageHeaders}, what differs for each.
 *
 * <p>A {@link dev.carillon.push.envelope.ConfirmationRequest} goes a shorter way: one {@code ConfirmationEnvelope}, signed,
 * for one endpoint.
 */
@NullMarked
package dev.carillon.push.envelope;

import org.jspecify.annotations.NullMarked;
