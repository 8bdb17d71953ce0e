package dev.carillon.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message's text, held as the UTF-8 bytes in which it arrives, is stored and leaves, so that on its way through the
 * broker it is never widened to characters. Immutable.
 */
public final class MessageText {
    private final byte[] utf8;

    private MessageText(byte[] utf8) {
        this.utf8 = utf8;
    }

    public static MessageText of(String text) {
        return new MessageText(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes over, without a copy or a check, bytes that are known to be UTF-8: what the journal gives back. */
    public static MessageText ofTrustedUtf8(byte[] utf8) {
        return new MessageText(utf8);
    }

    /** The bytes themselves, not a copy: whoever gets them must not write to them. */
    public byte[] utf8() {
        return utf8;
    }

    public int lengthBytes() {
        return utf8.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MessageText text && Arrays.equals(utf8, text.utf8);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(utf8);
    }

    /** The length only: bodies do not belong into logs. */
    @Override
    public String toString() {
        return "MessageText[" + utf8.length + " bytes]";
    }
}
