package dev.carillon.management;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/**
 * Collects one body while counting it. Vert.x Web's own handler is not used because it takes bodies apart as forms
 * according to {@code Content-Type}, which {@code curl -d} sets to a form's.
 */
final class BodyReader {
    static final int MAX_BYTES = 64 * 1024;

    /** A client that is cut off while it sends would see a broken connection, not our answer; up to here it is let finish. */
    private static final int MAX_DROPPED_BYTES = 1024 * 1024;

    private final Promise<Optional<Buffer>> whole = Promise.promise();
    private final Buffer collected = Buffer.buffer();
    private long received;

    private BodyReader() {}

    /**
     * The body; empty when it is too large. Fails when the client goes away, and at chunks that are not well-formed. Called
     * before the request is first left.
     */
    static Future<Optional<Buffer>> read(HttpServerRequest request) {
        BodyReader reader = new BodyReader();
        if (isAnnounced(request) && isTooLargeByItsHeader(request)) {
            return Future.succeededFuture(Optional.empty());
        }
        request.handler(reader::onChunk).endHandler(ended -> reader.onEnd()).exceptionHandler(reader.whole::tryFail);
        if (isAnnounced(request)) {
            var unused = request.response().writeContinue();
        }
        return reader.whole.future();
    }

    /** Whether the client waits for our word before it sends the body (RFC 9110, 10.1.1). */
    static boolean isAnnounced(HttpServerRequest request) {
        return "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    private static boolean isTooLargeByItsHeader(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length != null && length.matches("[0-9]{1,18}") && Long.parseLong(length) > MAX_BYTES;
    }

    private void onChunk(Buffer chunk) {
        received += chunk.length();
        if (received <= MAX_BYTES) {
            var unused = collected.appendBuffer(chunk);
        } else if (received > MAX_DROPPED_BYTES) {
            var unused = whole.tryComplete(Optional.empty());
        }
    }

    private void onEnd() {
        var unused = whole.tryComplete(received <= MAX_BYTES ? Optional.of(collected) : Optional.empty());
    }
}
