/**
 * Accepts SNS calls, authenticates them, routes each action to one method, and replies.
 *
 * <p>{@link dev.carillon.sns.SnsVerticle} listens, once a core. A connection becomes a {@link dev.carillon.sns.Peer},
 * watched by its {@link dev.carillon.sns.ArrivalGuard}; a request becomes an {@link dev.carillon.sns.Exchange}, which
 * {@link dev.carillon.sns.Admission} may refuse by its head alone and whose body is gathered within
 * {@link dev.carillon.sns.InFlight}'s bounds. Once whole, {@link dev.carillon.sns.Calls} asks
 * {@link dev.carillon.sns.RequestAuthenticator} who calls, whether they may, and hands an
 * {@link dev.carillon.sns.SnsCall} to {@link dev.carillon.sns.ActionRouter}. Its {@link dev.carillon.sns.SnsReply} goes
 * back through {@link dev.carillon.sns.ReplyWriter}; what was refused on the way leaves one line in
 * {@link dev.carillon.sns.RefusalLog}.
 */
@NullMarked
package dev.carillon.sns;

import org.jspecify.annotations.NullMarked;
