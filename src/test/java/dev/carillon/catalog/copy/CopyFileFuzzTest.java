package dev.carillon.catalog.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.testing.Allocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the file is, it is a copy or damaged. */
@Timeout(10)
class CopyFileFuzzTest {
    @TempDir
    static Path folder;

    static Stream<byte[]> files() throws IOException {
        Path written = Files.createTempDirectory("copy");
        CopyFile.write(written, ByteBuffer.wrap("fields".getBytes(StandardCharsets.US_ASCII)));
        byte[] file = Files.readAllBytes(written.resolve(CopyFile.NAME));
        Files.delete(written.resolve(CopyFile.NAME));
        Files.delete(written);
        return Stream.of(file);
    }

    @MethodSource("files")
    @FuzzTest
    void readsAnyFile(byte[] bytes) throws Exception {
        Files.write(folder.resolve(CopyFile.NAME), bytes);
        try {
            Optional<FieldReader> fields = Allocation.inProportion(bytes.length, () -> CopyFile.read(folder));
            assertThat(littleEndian(bytes).getInt(8)).isEqualTo(CopyFile.VERSION);
            assertThat(fields).isPresent();
        } catch (CopyDamaged damaged) {
            assertThat(damaged).message().contains(CopyFile.NAME);
        }
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
