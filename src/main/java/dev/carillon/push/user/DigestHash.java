package dev.carillon.push.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** The hashes that Digest authentication knows (RFC 7616, 6.1), each also for a session. */
enum DigestHash {
    MD5("MD5", "MD5"),
    SHA_256("SHA-256", "SHA-256"),
    SHA_512_256("SHA-512-256", "SHA-512/256");

    private static final String SESSION = "-SESS";

    private final String wireName;
    private final String javaName;

    DigestHash(String wireName, String javaName) {
        this.wireName = wireName;
        this.javaName = javaName;
    }

    /** What an {@code algorithm} names; empty for one that nobody here knows. */
    static Optional<DigestHash> named(String algorithm) {
        String upper = algorithm.isEmpty() ? "MD5" : algorithm.toUpperCase(Locale.ROOT);
        String plain = isOfSession(algorithm) ? upper.substring(0, upper.length() - SESSION.length()) : upper;
        return Arrays.stream(values())
                .filter(hash -> hash.wireName.equals(plain))
                .findFirst();
    }

    static boolean isOfSession(String algorithm) {
        return algorithm.toUpperCase(Locale.ROOT).endsWith(SESSION);
    }

    /** In hexadecimal digits, of a text with one byte a character. */
    String of(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(javaName).digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
