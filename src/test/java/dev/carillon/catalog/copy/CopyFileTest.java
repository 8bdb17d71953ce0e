package dev.carillon.catalog.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopyFileTest {
    private static final Instant TIME = Instant.parse("2026-01-15T10:30:01.000123Z");

    @TempDir
    private Path folder;

    @Test
    void givesBackTheFieldsThatWereWritten() throws Exception {
        write("first");
        write("été");

        FieldReader fields = CopyFile.read(folder).orElseThrow();

        assertThat(fields.text()).isEqualTo("été");
        assertThat(fields.uuid()).isEqualTo(new UUID(1, 2));
        assertThat(fields.time()).isEqualTo(TIME);
        assertThat(fields.time()).isEqualTo(Instant.MAX);
        assertThat(fields.texts()).isEqualTo(Map.of("a", "b", "c", ""));
        assertThat(fields.small()).isEqualTo(255);
        fields.end();
    }

    @Test
    void isItsOwnersAloneAndLeavesNoDraft() throws Exception {
        write("a");

        assertThat(Files.getPosixFilePermissions(file())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void thereIsNoneInAFolderThatHasNone() throws Exception {
        assertThat(CopyFile.read(folder)).isEmpty();
        assertThat(CopyFile.read(folder.resolve("nowhere"))).isEmpty();
    }

    @Test
    void isNotTouchedByADraftThatACrashLeft() throws Exception {
        write("whole");
        Files.writeString(folder.resolve(".catalog.copy.draft"), "torn");

        assertThat(CopyFile.read(folder).orElseThrow().text()).isEqualTo("whole");
        write("next");
        assertThat(CopyFile.read(folder).orElseThrow().text()).isEqualTo("next");
    }

    @ParameterizedTest
    @ValueSource(bytes = {1, 3})
    void refusesAnotherVersionByName(byte version) throws Exception {
        write("a");
        byte[] bytes = Files.readAllBytes(file());
        bytes[8] = version;
        Files.write(file(), bytes);

        assertThatThrownBy(() -> CopyFile.read(folder))
                .isInstanceOf(CopyDamaged.class)
                .hasMessage(file() + " has version " + version + ", and this broker knows only 2");
    }

    @Test
    void noFlippedBitGoesUnnoticed() throws Exception {
        write("some text");
        byte[] whole = Files.readAllBytes(file());

        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] bent = whole.clone();
            bent[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file(), bent);
            assertThatThrownBy(() -> CopyFile.read(folder)).isInstanceOf(CopyDamaged.class);
        }
    }

    @Test
    void noMissingOrAddedByteGoesUnnoticed() throws Exception {
        write("some text");
        byte[] whole = Files.readAllBytes(file());

        for (int length = 0; length <= whole.length + 8; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            if (length != whole.length) {
                assertThatThrownBy(() -> CopyFile.read(folder)).isInstanceOf(CopyDamaged.class);
            }
        }
    }

    @Test
    void growsAsFarAsItMust() throws Exception {
        FieldWriter out = new FieldWriter();
        for (int i = 0; i < 100_000; i++) {
            out.text("text " + i);
        }
        CopyFile.write(folder, out.fields());

        FieldReader fields = CopyFile.read(folder).orElseThrow();
        for (int i = 0; i < 100_000; i++) {
            assertThat(fields.text()).isEqualTo("text " + i);
        }
        fields.end();
    }

    @Test
    void aCountOfMoreThanThereIsIsRefusedBeforeAnythingIsAllocated() {
        FieldWriter out = new FieldWriter();
        out.count(Integer.MAX_VALUE);
        out.small(0);
        ByteBuffer fields = out.fields();

        assertThatThrownBy(() -> new FieldReader(fields).bytes()).isInstanceOf(CopyDamaged.class);
        assertThatThrownBy(() -> new FieldReader(fields).texts()).isInstanceOf(CopyDamaged.class);
    }

    private void write(String text) throws IOException {
        FieldWriter out = new FieldWriter();
        out.text(text);
        out.uuid(new UUID(1, 2));
        out.time(TIME);
        out.time(Instant.MAX);
        out.texts(Map.of("c", "", "a", "b"));
        out.small(255);
        CopyFile.write(folder, out.fields());
    }

    private Path file() {
        return folder.resolve(CopyFile.NAME);
    }
}
