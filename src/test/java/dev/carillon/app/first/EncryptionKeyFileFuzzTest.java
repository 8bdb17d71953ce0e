package dev.carillon.app.first;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.app.step.StartFailure;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome;
import dev.carillon.testing.Allocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the key file says, it is the key or the start is refused, and the file stays as it is. */
@Timeout(10)
class EncryptionKeyFileFuzzTest {
    @TempDir
    static Path data;

    static Stream<byte[]> files() {
        String right = EncryptionKey.random().toBase64();
        return Stream.of(right + "\n", right, right.substring(1), right + right, "\u00a0" + right, "")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("files")
    @FuzzTest
    void readsAnyKeyFile(byte[] bytes) throws Exception {
        BrokerConfig config =
                ((ConfigOutcome.Accepted) new ConfigLoader(Map.of("CARILLON_DATA", data.toString())).load()).config();
        Path file = data.resolve(EncryptionKeyFile.FILE_NAME);
        Files.write(file, bytes);
        try {
            EncryptionKey key = Allocation.inProportion(bytes.length, () -> EncryptionKeyFile.of(config));
            String text = new String(bytes, StandardCharsets.ISO_8859_1).strip();
            assertThat(key.toBase64())
                    .isEqualTo(Base64.getEncoder()
                            .encodeToString(Base64.getDecoder().decode(text)));
        } catch (StartFailure refused) {
            assertThat(refused).hasMessageContaining(file.toString());
        }
        assertThat(file).hasBinaryContent(bytes);
    }
}
