package dev.carillon.sns;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * The body of a request while it arrives, in one array. Memory is taken as bytes come and not as they are announced, but
 * for a first piece, so that it costs a client as much to fill it as it costs the broker.
 */
final class RequestBody {
    private static final int FIRST_PIECE = 64 * 1024;
    private static final int UNANNOUNCED_PIECE = 2 * 1024;

    private byte[] bytes;
    private int length;

    /** @param announced by Content-Length, negative when it is not */
    RequestBody(long announced) {
        bytes = new byte[announced < 0 ? UNANNOUNCED_PIECE : (int) Math.min(announced, FIRST_PIECE)];
    }

    void append(Buffer chunk) {
        int needed = length + chunk.length();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    int length() {
        return length;
    }

    /** All that came, without a copy when as much came as was announced. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
