package dev.carillon.catalog.key;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The 256-bit key under which credentials' secrets are kept in the database. */
public final class EncryptionKey {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 8;
    private static final byte[] ID_PURPOSE = "carillon key id:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    private EncryptionKey(byte[] bytes) {
        this.bytes = bytes;
    }

    public static EncryptionKey random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new EncryptionKey(bytes);
    }

    /** Reads {@link #toBase64()}'s form; empty for anything that is not exactly 32 bytes. */
    public static Optional<EncryptionKey> fromBase64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text.strip()))
                    .filter(bytes -> bytes.length == BYTES)
                    .map(EncryptionKey::new);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** For the key file, and nothing else. */
    public String toBase64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Tells keys apart without giving them away, so that a row says which key it was encrypted with. */
    String id() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ID_PURPOSE);
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(bytes), ID_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    SecretKey aes() {
        return new SecretKeySpec(bytes, "AES");
    }

    @Override
    public String toString() {
        return "EncryptionKey[redacted]";
    }
}
