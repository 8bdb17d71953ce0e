package dev.carillon.sns;

import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.XmlReply;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;

/**
 * What the client gets.
 *
 * @param body XML in UTF-8
 * @param fault what the body says went wrong, for the log and the meters; empty on success
 */
record SnsReply(int status, Buffer body, Optional<SnsFault> fault) {
    static SnsReply ok(byte[] body) {
        return new SnsReply(200, Buffer.buffer(body), Optional.empty());
    }

    static SnsReply refused(SnsFault fault, String requestId) {
        return new SnsReply(
                fault.code().httpStatus(), Buffer.buffer(XmlReply.error(fault, requestId)), Optional.of(fault));
    }

    /** What {@code Retry-After} says, if there is to be one. */
    Optional<Duration> retryAfter() {
        return fault.flatMap(SnsFault::retryAfter);
    }
}
