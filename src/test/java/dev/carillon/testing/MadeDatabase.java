package dev.carillon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.catalog.embedded.EmbeddedServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of an embedded database that was started once and has nothing in it. Copied into a new data folder they spare
 * a broker the unpacking and {@code initdb} of its first start, which cost seconds and are tested elsewhere.
 */
public final class MadeDatabase {
    private static final String FILES = "postgresql";

    private MadeDatabase() {}

    /** Copies them, with their owners and modes, into a folder that has none yet. */
    public static void putInto(Path dataFolder) throws IOException {
        if (Files.exists(dataFolder.resolve(FILES))) {
            return;
        }
        Files.createDirectories(dataFolder);
        CommandResult copied = CommandResult.of(
                new ProcessBuilder("cp", "-a", Made.FOLDER.resolve(FILES).toString(), dataFolder.toString()));
        assertThat(copied.exitCode()).as("%s", copied).isZero();
    }

    /** Made when the first test asks for it. */
    private static final class Made {
        private static final Path FOLDER = make();

        private static Path make() {
            try {
                Path folder = Files.createTempDirectory("carillon-made-database");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
                EmbeddedServer.start(folder).orElseThrow().stop();
                return folder;
            } catch (IOException | InterruptedException | EmbeddedServerException failure) {
                throw new IllegalStateException(failure);
            }
        }

        private static void delete(Path folder) {
            try {
                FolderCopy.delete(folder);
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }
}
