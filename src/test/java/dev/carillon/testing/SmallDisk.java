package dev.carillon.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A disk of a few MiB in memory, which others share. Whoever mounts it must be root. */
public final class SmallDisk implements AutoCloseable {
    private static final int BLOCK_BYTES = 4_096;
    private static final int BLOCKS_A_MIB = 256;

    private final Path folder;
    private final int sizeMib;

    private SmallDisk(Path folder, int sizeMib) {
        this.folder = folder;
        this.sizeMib = sizeMib;
    }

    /** Mounts it on a folder, until it is closed. */
    public static SmallDisk mount(Path folder, int sizeMib) throws IOException {
        run("mount", "-t", "tmpfs", "-o", "size=" + sizeMib + "m", "tmpfs", folder.toString());
        return new SmallDisk(folder, sizeMib);
    }

    /** Others write until there is no space left. */
    public void fill() throws IOException {
        occupy(sizeMib);
    }

    /** Others write so much, or until there is no space left. */
    public void occupy(int mebibytes) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        try (OutputStream out = Files.newOutputStream(others())) {
            for (int i = 0; i < mebibytes * BLOCKS_A_MIB; i++) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
    }

    /** Others give back all that they took. */
    public void free() throws IOException {
        Files.delete(others());
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", folder.toString());
    }

    private Path others() {
        return folder.resolve("others");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        try {
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        assertThat(process.exitValue()).isZero();
    }
}
