package dev.carillon.journal.store.folder;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.metrics.LogMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;

/** Opens data folders whose write-ahead log nobody measures. */
public final class DataFolders {
    private DataFolders() {}

    /** For a process that nothing has to be said of when it halts. */
    public static DataFolder open(Path folder, JournalConfig config) throws IOException {
        return open(
                new SystemDisk(),
                folder,
                config,
                (reason, failure) -> Runtime.getRuntime().halt(DataFolder.HALTED));
    }

    /** On a disk that may fail, but is never in doubt. */
    public static DataFolder open(Disk disk, Path folder, JournalConfig config) throws IOException {
        return open(disk, folder, config, (reason, failure) -> {
            throw new AssertionError(reason, failure);
        });
    }

    static DataFolder open(Disk disk, Path folder, JournalConfig config, Halt halt) throws IOException {
        return DataFolder.open(disk, folder, config, new LogMetrics(new CompositeMeterRegistry()), halt);
    }
}
