package dev.carillon.journal.store.folder;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** Data folders on disks that may fail, for tests of other packages. */
public final class FolderOnDisk {
    private FolderOnDisk() {}

    /** Opens a folder on a disk that is never in doubt. */
    public static DataFolder open(Disk disk, Path folder, JournalConfig config) throws IOException {
        return DataFolder.open(disk, folder, config, (reason, failure) -> {
            throw new AssertionError(reason, failure);
        });
    }
}
