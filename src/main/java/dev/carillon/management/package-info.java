/**
 * The project-level REST API.
 *
 * <p>{@link dev.carillon.management.ManagementVerticle} is the door. A request passes {@code ConnectionGuard} (how long it
 * may take to arrive) and {@code Drain} (whether the broker still accepts), is routed by {@code ManagementRouter} along the
 * contract in {@code openapi/management.yaml}, and in {@code OperationRoute} becomes a {@code Call}: its token is checked by
 * {@code TokenAuthenticator}, its body read by {@code BodyReader} and {@code JsonBody}. {@code ActivationRoutes} and
 * {@code CredentialRoutes} check its {@code Arguments}, read from the catalogue's view or write through its writer, and
 * answer with a {@code RestReply} out of {@code WireForm} or, whatever went wrong, out of {@code RestError}.
 * {@code ReplyWriter} sends it.
 *
 * <p>{@link dev.carillon.management.FailedDeliveryRoute} is for operators, on the ops port.
 */
@NullMarked
package dev.carillon.management;

import org.jspecify.annotations.NullMarked;
