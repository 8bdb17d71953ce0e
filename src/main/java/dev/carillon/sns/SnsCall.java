package dev.carillon.sns;

import dev.carillon.model.Credential;
import dev.carillon.sns.wire.QueryRequest;
import dev.carillon.sns.wire.SnsAction;
import java.util.Optional;

/**
 * A request that may be carried out: its signature was checked, and its caller holds a permission that the action needs.
 *
 * @param caller empty for an unsigned {@code ConfirmSubscription} or {@code Unsubscribe}
 * @param traceParent the W3C trace context header as it came; empty without one
 */
record SnsCall(
        SnsAction action, QueryRequest request, Optional<Credential> caller, String requestId, String traceParent) {}
