package dev.carillon.push.envelope;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The text that is signed: name and value of each member that counts, in byte order of the names, each followed by a
 * line feed (SNS Developer Guide, "Verifying message signatures").
 */
final class StringToSign {
    private final ByteArrayOutputStream bytes;

    StringToSign(int expectedBytes) {
        bytes = new ByteArrayOutputStream(expectedBytes);
    }

    /** Adds the next member. */
    StringToSign member(String name, String value) {
        return member(name, value.getBytes(StandardCharsets.UTF_8));
    }

    StringToSign member(String name, byte[] utf8) {
        bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        bytes.write('\n');
        bytes.writeBytes(utf8);
        bytes.write('\n');
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }
}
