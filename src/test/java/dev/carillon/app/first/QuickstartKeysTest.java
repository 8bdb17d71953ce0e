package dev.carillon.app.first;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartKeysTest {
    private final QuickstartKeys keys = QuickstartKeys.random(new SecureRandom());

    @TempDir
    private Path folder;

    @Test
    void haveTheNamesThatScalewaysToolsRead() {
        assertThat(keys.lines("fr-par", "http://localhost:8080").lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("SCW_ACCESS_KEY=SCW[0-9A-Z]{17}"),
                        line -> assertThat(line).isEqualTo("SCW_SECRET_KEY=" + keys.token()),
                        line -> assertThat(line).isEqualTo("SCW_PROJECT_ID=" + keys.project()),
                        line -> assertThat(line).isEqualTo("SCW_DEFAULT_PROJECT_ID=" + keys.project()),
                        line -> assertThat(line).isEqualTo("SCW_DEFAULT_REGION=fr-par"),
                        line -> assertThat(line).isEqualTo("SCW_API_URL=http://localhost:8080"));
    }

    @Test
    void areReadBackFromTheirLines() {
        assertThat(QuickstartKeys.parse(keys.lines("fr-par", "http://localhost:8080")))
                .contains(keys);
    }

    @Test
    void areNotReadFromHalfAFile() {
        String lines = keys.lines("fr-par", "http://localhost:8080");

        assertThat(QuickstartKeys.parse(lines.substring(0, lines.indexOf("SCW_PROJECT_ID"))))
                .isEmpty();
        assertThat(QuickstartKeys.parse("")).isEmpty();
    }

    @Test
    void areKeptInAFileThatOnlyItsOwnerReads() throws IOException {
        Path file = folder.resolve("quickstart.env");

        OwnerOnlyFile.write(folder, "quickstart.env", "first");
        OwnerOnlyFile.write(folder, "quickstart.env", "second");

        assertThat(file).hasContent("second");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }
}
