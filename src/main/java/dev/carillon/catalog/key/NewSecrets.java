package dev.carillon.catalog.key;

import dev.carillon.model.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Makes access keys and secrets in the management API's forms, and the digests by which they and tokens are known, in
 * lower-case hex. May be used on any thread.
 */
public final class NewSecrets {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ACCESS_KEY_LENGTH = 20;
    private static final int SECRET_LENGTH = 64;

    private final SecureRandom random = new SecureRandom();

    public String accessKey() {
        return text(ACCESS_KEY_LENGTH);
    }

    public SecretKey secretKey() {
        return new SecretKey(text(SECRET_LENGTH));
    }

    public static String sha1(String text) {
        return digest("SHA-1", text);
    }

    public static String sha256(String text) {
        return digest("SHA-256", text);
    }

    private String text(int length) {
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining());
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has " + algorithm, impossible);
        }
    }
}
