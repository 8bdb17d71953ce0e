/**
 * One attempt at one endpoint.
 *
 * <p>{@link dev.carillon.push.NotificationSigner} makes of a record the envelope that all subscriptions share, signed
 * once; {@link dev.carillon.push.SignedNotification} adds what differs for each. {@link dev.carillon.push.AddressGuard}
 * says where the broker may connect to, and {@link dev.carillon.push.EndpointClient} makes the attempt and tells its
 * {@link dev.carillon.push.AttemptOutcome}.
 */
@NullMarked
package dev.carillon.push;

import org.jspecify.annotations.NullMarked;
