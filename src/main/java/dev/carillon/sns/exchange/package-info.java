/**
 * Requests as they arrive, and replies as they leave.
 *
 * <p>{@link dev.carillon.sns.exchange.Ingress} is the door, one an event loop, made of the
 * {@link dev.carillon.sns.exchange.ExchangeParts} that all event loops share. It leaves connections to the listener's
 * {@link dev.carillon.listener.Peers}. A request becomes an {@code Exchange}, which {@code Admission} may refuse by its
 * head alone; else its {@code RequestBody} is gathered, within the bounds of {@code InFlight} and
 * {@link dev.carillon.sns.exchange.HeldBytes}. Once whole, it goes to {@link dev.carillon.sns.call.Calls}. {@code ReplyWriter} writes what is answered, and
 * what was refused leaves one line in the {@code RefusalLog}.
 *
 * <p>A path where there is one of the {@link dev.carillon.sns.exchange.PublicFiles} is answered with that
 * {@link dev.carillon.sns.exchange.PublicFile} instead, to everybody.
 */
@NullMarked
package dev.carillon.sns.exchange;

import org.jspecify.annotations.NullMarked;
