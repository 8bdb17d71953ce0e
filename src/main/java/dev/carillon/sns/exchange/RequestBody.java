package dev.carillon.sns.exchange;

import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * The body of a request while it arrives, in one array. Memory is taken as bytes come and not as they are announced, but
 * for a small first piece, so that it costs a client as much to fill it as it costs the broker.
 */
final class RequestBody {
    private static final int FIRST_PIECE = 2 * 1024;

    private final long announced;
    private byte[] bytes;
    private int length;

    /** @param announced by Content-Length, negative when it is not */
    RequestBody(long announced) {
        this.announced = announced;
        bytes = new byte[announced < 0 ? FIRST_PIECE : (int) Math.min(announced, FIRST_PIECE)];
    }

    /** How many bytes of memory it takes. */
    int capacity() {
        return bytes.length;
    }

    /** How many more it would take with another chunk. */
    int growth(int chunkLength) {
        int needed = length + chunkLength;
        return needed <= bytes.length ? 0 : room(needed) - bytes.length;
    }

    void append(Buffer chunk) {
        int needed = length + chunk.length();
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, room(needed));
        }
        chunk.getBytes(bytes, length);
        length = needed;
    }

    /** Twice what was, so that a body is copied few times, but never more than was announced. */
    private int room(int needed) {
        int doubled = Math.max(needed, 2 * bytes.length);
        return announced < needed ? doubled : (int) Math.min(doubled, announced);
    }

    int length() {
        return length;
    }

    /** All that came, without a copy when as much came as was announced. */
    byte[] toBytes() {
        return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
    }
}
