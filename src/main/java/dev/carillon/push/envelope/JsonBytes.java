package dev.carillon.push.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as UTF-8 bytes, written without ever being characters. Not for several threads.
 *
 * <p>What JSON demands is escaped (RFC 8259, 7) and nothing else, so that a message costs its receiver no more bytes than
 * it must.
 */
final class JsonBytes {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    JsonBytes(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    /** Characters that stand for themselves: names, punctuation. */
    void literal(String ascii) {
        raw(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    /** Bytes that are JSON already. */
    void raw(byte[] json) {
        copy(json, 0, json.length);
    }

    /** A text's inside, escaped, without the quotes around it. */
    void text(String text) {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of well-formed UTF-8. */
    void text(byte[] utf8) {
        int from = 0;
        for (int i = 0; i < utf8.length; i++) {
            byte each = utf8[i];
            // Bytes of longer characters are negative, and stay as they are.
            if (each == '"' || each == '\\' || (each >= 0 && each < ' ')) {
                copy(utf8, from, i);
                escape(each);
                from = i + 1;
            }
        }
        copy(utf8, from, utf8.length);
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void escape(byte character) {
        switch (character) {
            case '"' -> pair('"');
            case '\\' -> pair('\\');
            case '\n' -> pair('n');
            case '\r' -> pair('r');
            case '\t' -> pair('t');
            case '\b' -> pair('b');
            case '\f' -> pair('f');
            default -> raw(new byte[] {'\\', 'u', '0', '0', HEX[character >> 4], HEX[character & 0xf]});
        }
    }

    private void pair(char character) {
        reserve(2);
        bytes[length++] = '\\';
        bytes[length++] = (byte) character;
    }

    private void copy(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
