package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.testing.Allocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the small files of a data folder say, they are the right ones or the folder is refused. */
@Timeout(10)
class FolderFilesFuzzTest {
    private static final String FORMAT = "carillon data folder, format 0*2, shards 0*2";
    private static final UUID DATABASE = new UUID(1, 2);

    @TempDir
    static Path folder;

    static Stream<byte[]> files() {
        return Stream.of(
                        "carillon data folder, format 1, shards 2\n",
                        "carillon data folder, format 2, shards 3\n",
                        "carillon data folder, format 3, shards 2\n",
                        DATABASE + "\n")
                .map(text -> text.getBytes(StandardCharsets.US_ASCII));
    }

    @MethodSource("files")
    @FuzzTest
    void readsAnySmallFile(byte[] bytes) throws Exception {
        check("FORMAT", bytes, FORMAT, () -> FolderFormat.check(new SystemDisk(), folder, 2));
        check("DATABASE", bytes, DATABASE.toString(), () -> FolderBinding.check(new SystemDisk(), folder, DATABASE));
    }

    private static void check(String name, byte[] bytes, String right, Check check) throws Exception {
        Path file = folder.resolve(name);
        Files.write(file, bytes);
        try {
            Allocation.inProportion(bytes.length, () -> {
                check.run();
                return true;
            });
            assertThat(Folders.read(new SystemDisk(), file).strip()).matches(right);
        } catch (DataFolderRefused refused) {
            assertThat(refused).message().contains(name);
        }
    }

    /** A look at one of the files. */
    private interface Check {
        void run() throws IOException;
    }
}
