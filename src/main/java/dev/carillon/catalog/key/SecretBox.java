package dev.carillon.catalog.key;

import dev.carillon.model.SecretKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts secrets for the database. AES-256-GCM with a random nonce; the row's id is associated data, so that a sealed
 * secret moved to another row cannot be opened. May be used on any thread.
 *
 * <pre>
 *   12 bytes nonce | ciphertext | 16 bytes tag
 * </pre>
 */
public final class SecretBox {
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** Not anybody's secret: what it seals tells whether a key is the right one. */
    private static final UUID CHECK_ID = new UUID(0, 0);

    private static final SecretKey CHECK = new SecretKey("carillon");

    private final EncryptionKey key;
    private final SecureRandom random = new SecureRandom();

    public SecretBox(EncryptionKey key) {
        this.key = key;
    }

    public String keyId() {
        return key.id();
    }

    public byte[] seal(UUID id, SecretKey secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, id)
                    .doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    /** Empty when it was sealed with another key or for another row, or was changed. */
    public Optional<SecretKey> open(UUID id, byte[] sealed) {
        if (sealed.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE_BYTES];
        System.arraycopy(sealed, 0, nonce, 0, NONCE_BYTES);
        try {
            byte[] opened =
                    cipher(Cipher.DECRYPT_MODE, nonce, id).doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
            return Optional.of(new SecretKey(new String(opened, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JDK has AES-GCM", impossible);
        }
    }

    public byte[] sealCheck() {
        return seal(CHECK_ID, CHECK);
    }

    public boolean canOpenCheck(byte[] sealed) {
        return open(CHECK_ID, sealed).filter(CHECK::equals).isPresent();
    }

    private Cipher cipher(int mode, byte[] nonce, UUID id) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.aes(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES * 2)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
        return cipher;
    }
}
