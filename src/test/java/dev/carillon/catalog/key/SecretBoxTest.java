package dev.carillon.catalog.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.model.SecretKey;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SecretBoxTest {
    private static final SecretKey SECRET = new SecretKey("s3cret");

    private final EncryptionKey key = EncryptionKey.random();
    private final SecretBox box = new SecretBox(key);
    private final UUID id = UUID.randomUUID();

    @Test
    void opensWhatItSealed() {
        assertThat(box.open(id, box.seal(id, SECRET))).contains(SECRET);
    }

    @Test
    void sealsTheSameSecretDifferentlyEachTime() {
        assertThat(box.seal(id, SECRET)).isNotEqualTo(box.seal(id, SECRET));
    }

    @Test
    void doesNotOpenWhatBelongsToAnotherRowOrKeyOrWasChanged() {
        byte[] sealed = box.seal(id, SECRET);

        assertThat(box.open(UUID.randomUUID(), sealed)).isEmpty();
        assertThat(new SecretBox(EncryptionKey.random()).open(id, sealed)).isEmpty();
        sealed[sealed.length - 1] ^= 1;
        assertThat(box.open(id, sealed)).isEmpty();
        for (int length = 0; length <= sealed.length; length++) {
            assertThat(box.open(id, Arrays.copyOf(sealed, length))).isEmpty();
        }
    }

    @Test
    void aKeyIsReadBackFromItsText() {
        EncryptionKey again = EncryptionKey.fromBase64(key.toBase64() + "\n").orElseThrow();

        assertThat(new SecretBox(again).open(id, box.seal(id, SECRET))).contains(SECRET);
        assertThat(again.id()).isEqualTo(key.id());
        assertThat(again.toString()).isEqualTo("EncryptionKey[redacted]");
        assertThat(EncryptionKey.fromBase64("AAAA")).isEmpty();
        assertThat(EncryptionKey.fromBase64("not base64!")).isEmpty();
    }
}
