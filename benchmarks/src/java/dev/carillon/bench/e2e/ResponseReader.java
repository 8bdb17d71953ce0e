package dev.carillon.bench.e2e;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Reads one HTTP response after another off a connection. It knows bodies with a Content-Length only. */
final class ResponseReader {
    private static final String LENGTH = "\r\ncontent-length:";

    private final byte[] head = new byte[8192];
    private int headLength;
    private long bodyLeft = -1;
    private int status;

    /** Consumes what has arrived; true when a response is complete. */
    boolean read(ByteBuffer in) {
        while (bodyLeft < 0 && in.hasRemaining()) {
            head[headLength++] = in.get();
            if (endsHead()) {
                parseHead();
            }
        }
        int taken = (int) Math.min(Math.max(bodyLeft, 0), in.remaining());
        in.position(in.position() + taken);
        bodyLeft -= bodyLeft < 0 ? 0 : taken;
        if (bodyLeft != 0) {
            return false;
        }
        bodyLeft = -1;
        headLength = 0;
        return true;
    }

    /** Of the last complete response. */
    int status() {
        return status;
    }

    private boolean endsHead() {
        return headLength >= 4
                && head[headLength - 1] == '\n'
                && head[headLength - 2] == '\r'
                && head[headLength - 3] == '\n'
                && head[headLength - 4] == '\r';
    }

    private void parseHead() {
        String text = new String(head, 0, headLength, StandardCharsets.ISO_8859_1);
        status = Integer.parseInt(text.substring(9, 12));
        int start = text.toLowerCase(Locale.ROOT).indexOf(LENGTH);
        if (start < 0) {
            throw new IllegalStateException("a response without Content-Length: " + text);
        }
        int end = text.indexOf('\r', start + LENGTH.length());
        bodyLeft = Long.parseLong(text.substring(start + LENGTH.length(), end).strip());
    }
}
