package dev.carillon.sns.call;

import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.reply.WireProtocol;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What the client gets. Immutable.
 *
 * @param body in UTF-8, in the form of the protocol
 * @param fault what the body says went wrong, for the log and the meters; empty on success
 */
public record SnsReply(int status, Buffer body, Optional<SnsFault> fault, WireProtocol protocol) {
    public static SnsReply ok(byte[] body, WireProtocol protocol) {
        return new SnsReply(200, Buffer.buffer(body), Optional.empty(), protocol);
    }

    public static SnsReply refused(SnsFault fault, String requestId, WireProtocol protocol) {
        return refused(fault.code().httpStatus(), fault, requestId, protocol);
    }

    /** With another status than the fault's own. */
    public static SnsReply refused(int status, SnsFault fault, String requestId, WireProtocol protocol) {
        return new SnsReply(status, Buffer.buffer(protocol.error(fault, requestId)), Optional.of(fault), protocol);
    }

    /** What {@code Retry-After} says, if there is to be one. */
    public Optional<Duration> retryAfter() {
        return fault.flatMap(SnsFault::retryAfter);
    }
}
