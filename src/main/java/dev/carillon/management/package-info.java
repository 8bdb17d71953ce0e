/**
 * The project-level REST API.
 *
 * <p>{@link dev.carillon.management.ManagementVerticle} is the door, made of the
 * {@link dev.carillon.management.ManagementServices} that it works with. It reads the
 * {@link dev.carillon.management.ContractFile}, {@code openapi/management.yaml}, and listens.
 *
 * <p>A connection passes the listener's {@link dev.carillon.listener.Peers}, which bound how many an address may have
 * and how long a request may take to arrive. The {@link dev.carillon.management.Reception} counts it, refuses it when
 * the broker is stopping, for which it waits by a {@link dev.carillon.listener.Drain}, and makes an address wait that has
 * sent too much of what is no call or has a wrong token. The {@link dev.carillon.management.ManagementRouter} finds by the
 * contract which {@link dev.carillon.management.Operation} it is for.
 *
 * <p>{@link dev.carillon.management.OperationRoute} brings the request to its operation, and asks in such an order that
 * a stranger learns nothing. {@link dev.carillon.management.TokenAuthenticator} looks for the API key of its token and
 * says by an {@link dev.carillon.management.Authentication} who calls. When
 * the region exists, the request becomes a {@link dev.carillon.management.Call}. Only then is its body gathered by
 * {@link dev.carillon.management.BodyReader}, within a bound, and read by {@link dev.carillon.management.JsonBody}.
 *
 * <p>The operations are in {@link dev.carillon.management.ActivationRoutes} and
 * {@link dev.carillon.management.CredentialRoutes}. They read the call's {@link dev.carillon.management.Arguments},
 * which remember every {@link dev.carillon.management.InvalidArgument}, so that one reply names all of them. A call for
 * a project that the key does not cover is refused, with the {@link dev.carillon.management.Action} that it was to
 * take. What is asked for is read from the catalogue's view: credentials as a
 * {@link dev.carillon.management.CredentialPage} in a {@link dev.carillon.management.CredentialOrder}. What is changed
 * goes through the catalogue's writer, a credential that was given no name under a
 * {@link dev.carillon.management.GeneratedName}, and {@link dev.carillon.management.WriteReply} says what became of it.
 *
 * <p>The answer is a {@link dev.carillon.management.RestReply}. {@link dev.carillon.management.WireForm} gives it its
 * members and {@link dev.carillon.management.WireTime} its timestamps; whatever went wrong is in the words of
 * {@link dev.carillon.management.RestError}. {@link dev.carillon.management.ReplyWriter} sends it, and writes a line to
 * the log when it is a refusal.
 *
 * <p>{@link dev.carillon.management.FailedDeliveryRoute} is for operators, on the ops port, and asks nobody who they
 * are.
 */
@NullMarked
package dev.carillon.management;

import org.jspecify.annotations.NullMarked;
