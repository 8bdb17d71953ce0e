package dev.carillon.journal.store.folder;

import dev.carillon.journal.store.disk.Disk;
import java.io.IOException;
import java.nio.file.Path;

/** A file that a data folder's first start writes, and is not there. */
final class MissingFile {
    private MissingFile() {}

    /** Refuses a folder that is in use and lacks it. */
    static void requireNoTopics(Disk disk, Path folder, Path missing, String hint) throws IOException {
        if (!disk.list(folder.resolve("topics")).isEmpty()) {
            throw new DataFolderRefused(missing + " is missing, though there are topics; put it back: " + hint);
        }
    }
}
