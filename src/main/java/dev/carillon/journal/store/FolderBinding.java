package dev.carillon.journal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** The file {@code DATABASE}: the identity of the one database that the folder may be used with. */
final class FolderBinding {
    private FolderBinding() {}

    /** Refuses another database than the first. */
    static void check(Path folder, UUID database) throws IOException {
        Path file = folder.resolve("DATABASE");
        if (!Files.exists(file)) {
            Path successor = folder.resolve("DATABASE.new");
            Files.writeString(successor, database + "\n", StandardCharsets.UTF_8);
            Files.move(successor, file, StandardCopyOption.ATOMIC_MOVE);
            Folders.force(folder);
            return;
        }
        String found = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (!found.equals(database.toString())) {
            throw new DataFolderRefused(folder + " belongs to the database " + found + ", and this is " + database
                    + ": with another database its messages would be deleted; use a folder of its own");
        }
    }
}
