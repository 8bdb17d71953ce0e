package dev.carillon.journal.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** The file {@code DATABASE}: the identity of the one database that the folder may be used with. */
final class FolderBinding {
    private FolderBinding() {}

    /** Refuses another database than the first. */
    static void check(Disk disk, Path folder, UUID database) throws IOException {
        Path file = folder.resolve("DATABASE");
        if (!disk.exists(file)) {
            Folders.write(disk, folder, "DATABASE", database + "\n");
            return;
        }
        String found = Folders.read(disk, file).strip();
        if (!found.equals(database.toString())) {
            throw new DataFolderRefused(folder + " belongs to the database " + found + ", and this is " + database
                    + ": with another database its messages would be deleted; use a folder of its own");
        }
    }
}
