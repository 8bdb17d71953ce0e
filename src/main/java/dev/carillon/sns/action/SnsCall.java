package dev.carillon.sns.action;

import dev.carillon.model.Credential;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.reply.ResultWriter;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A request that may be carried out: its signature was checked, and its caller holds a permission that the action needs.
 * Immutable.
 *
 * @param caller empty for an unsigned {@code ConfirmSubscription} or {@code Unsubscribe}
 * @param traceParent the W3C trace context header as it came; empty without one
 * @param protocol in which it is answered
 */
public record SnsCall(
        SnsAction action,
        QueryRequest request,
        Optional<Credential> caller,
        String requestId,
        String traceParent,
        WireProtocol protocol) {
    /** The reply with this result. */
    public byte[] result(Consumer<ResultWriter> result) {
        return protocol.result(action, requestId, result);
    }

    /** The reply of an action that has no result. */
    public byte[] done() {
        return protocol.empty(action, requestId);
    }

    /** The reply to a Publish. */
    public byte[] published(UUID messageId) {
        return protocol.published(messageId, requestId);
    }
}
