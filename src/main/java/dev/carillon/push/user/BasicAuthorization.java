package dev.carillon.push.user;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A URL's user and password as a header (RFC 7617). */
public final class BasicAuthorization {
    private BasicAuthorization() {}

    /** The header's value for what stood before {@code @} in a URL. */
    public static String of(String userInfo) {
        String both = userInfo.indexOf(':') >= 0 ? userInfo : userInfo + ":";
        return "Basic " + Base64.getEncoder().encodeToString(decoded(both));
    }

    /** A percent sign without two digits after it stands for itself. */
    static byte[] decoded(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(ascii.length);
        for (int i = 0; i < ascii.length; i++) {
            if (ascii[i] == '%' && i + 2 < ascii.length && digit(ascii[i + 1]) >= 0 && digit(ascii[i + 2]) >= 0) {
                bytes.write(digit(ascii[i + 1]) << 4 | digit(ascii[i + 2]));
                i += 2;
            } else {
                bytes.write(ascii[i]);
            }
        }
        return bytes.toByteArray();
    }

    private static int digit(byte character) {
        return Character.digit(character, 16);
    }
}
