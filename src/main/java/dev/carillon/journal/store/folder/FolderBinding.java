package dev.carillon.journal.store.folder;

import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.Folders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;

/** The file {@code DATABASE}: the identity of the one database that the folder may be used with. */
final class FolderBinding {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private FolderBinding() {}

    /** Refuses another database than the first. */
    static void check(Disk disk, Path folder, UUID database) throws IOException {
        Path file = folder.resolve("DATABASE");
        if (!disk.exists(file)) {
            MissingFile.requireNoTopics(
                    disk,
                    folder,
                    file,
                    "it holds the identity of the topics' database; that of this one is " + database);
            Folders.write(disk, folder, "DATABASE", database + "\n");
            return;
        }
        String found = Folders.read(disk, file).strip();
        if (!UUID_FORM.matcher(found).matches()) {
            throw new DataFolderRefused(
                    file + " is damaged: it holds the identity of no database; that of this one is " + database);
        }
        if (!found.equals(database.toString())) {
            throw new DataFolderRefused(
                    file + " says that the folder belongs to the database " + found + ", and this is " + database
                            + ": with another database its messages would be deleted; use a folder of its own");
        }
    }
}
