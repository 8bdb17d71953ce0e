/**
 * From a request that has arrived to a call that may be carried out.
 *
 * <p>{@link dev.carillon.sns.call.Calls} is the door. It is given a {@link dev.carillon.sns.call.WireRequest} and the
 * {@link dev.carillon.sns.call.RequestTrail}, which gathers what is known of the request for the line that may be
 * written of it. {@link dev.carillon.sns.call.RequestAuthenticator} says who signed the request: its
 * {@code Authentication} is somebody, nobody, or not who it says. Only then are the parameters read and the action's
 * permission asked for, so that a stranger learns nothing of what there is. A {@link dev.carillon.sns.action.SnsCall}
 * goes on to the actions, with the caller's trace context where {@code TraceParent} finds one; whatever is answered,
 * or refused here, is a {@link dev.carillon.sns.call.SnsReply}.
 */
@NullMarked
package dev.carillon.sns.call;

import org.jspecify.annotations.NullMarked;
