package dev.carillon.catalog.key;

import dev.carillon.model.SecretKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Makes access keys and secrets in the management API's forms. May be used on any thread. */
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

    /** What the management API shows of a secret, in lower-case hex. */
    public static String sha1(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-1", impossible);
        }
    }

    private String text(int length) {
        return random.ints(length, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining());
    }
}
