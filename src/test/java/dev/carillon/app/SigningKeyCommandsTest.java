package dev.carillon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningKeyCommandsTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void makesAKeyInTheDataFolder() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data.resolve("signing"));

        assertThat(rotateIn(data)).isEqualTo(Main.DONE);

        assertThat(data.resolve("signing").resolve(out.toString().strip() + ".crt"))
                .exists();
    }

    @Test
    void makesNoDataFolder() {
        Path missing = folder.resolve("typo");

        assertThat(rotateIn(missing)).isEqualTo(Main.FAILED);

        assertThat(err.toString()).contains("there are no signing keys in " + missing);
        assertThat(missing).doesNotExist();
    }

    private int rotateIn(Path data) {
        return new Main(
                        Map.of("CARILLON_DATA", data.toString()),
                        new PrintWriter(out, true),
                        new PrintWriter(err, true))
                .run("signing-key", "rotate");
    }
}
