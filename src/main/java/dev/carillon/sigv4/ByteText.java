package dev.carillon.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** Text written as bytes into one array that is used again and again, so that hashing makes no strings on its way. */
final class ByteText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes;
    private int length;

    ByteText(int usualLength) {
        bytes = new byte[usualLength];
    }

    void clear() {
        length = 0;
    }

    /**
     * Writes characters that stand for one byte each: ASCII, and the bytes of header values. The deprecated method takes
     * the lower half of each character, which is all that there is to them, and copies as arrays are copied.
     */
    @SuppressWarnings("deprecation")
    void append(String latin1) {
        int count = latin1.length();
        makeRoom(count);
        latin1.getBytes(0, count, bytes, length);
        length += count;
    }

    void append(char latin1) {
        makeRoom(1);
        bytes[length++] = (byte) latin1;
    }

    void appendLine(String latin1) {
        append(latin1);
        append('\n');
    }

    void appendHex(byte[] octets) {
        makeRoom(2 * octets.length);
        for (byte octet : octets) {
            bytes[length++] = HEX[(octet >> 4) & 0xF];
            bytes[length++] = HEX[octet & 0xF];
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Whether these characters are what was written, compared in constant time. */
    boolean isEqualInConstantTime(String latin1) {
        return MessageDigest.isEqual(Arrays.copyOf(bytes, length), latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void makeRoom(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }
}
