package dev.carillon.testing;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A wall clock that a test sets for one process, by libfaketime; its monotonic clock goes on, as a machine's does. */
public final class SetClock {
    private final Path file;
    private final Path library;

    private SetClock(Path file, Path library) {
        this.file = file;
        this.library = library;
    }

    /** The right time, for now. */
    public static SetClock in(Path folder) throws IOException {
        try (DirectoryStream<Path> libraries = Files.newDirectoryStream(Path.of("/usr/lib"), "*-linux-gnu*")) {
            for (Path each : libraries) {
                Path library = each.resolve("faketime/libfaketime.so.1");
                if (Files.exists(library)) {
                    SetClock clock = new SetClock(folder.resolve("clock"), library);
                    clock.set("+0");
                    return clock;
                }
            }
        }
        throw new AssertionError("Debian's package libfaketime is not installed");
    }

    /** What runs a process by this clock. */
    public List<String> wrapper() {
        return List.of(
                "env",
                "LD_PRELOAD=" + library,
                "FAKETIME_TIMESTAMP_FILE=" + file,
                "FAKETIME_CACHE_DURATION=1",
                "FAKETIME_DONT_RESET=1",
                "FAKETIME_DONT_FAKE_MONOTONIC=1",
                "DONT_FAKE_MONOTONIC=1");
    }

    /** Sets it, within a second, ahead of the right time or behind it: {@code +1d}, {@code -1h}. */
    public void set(String offset) throws IOException {
        Path unused = Files.writeString(file, offset + "\n");
    }
}
