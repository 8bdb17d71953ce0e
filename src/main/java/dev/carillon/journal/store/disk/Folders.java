package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What is done to whole folders and small files. */
public final class Folders {
    private static final long MOST_BYTES = 4_096;

    private Folders() {}

    /** Deletes a file, or a folder with all that is in it. */
    public static void delete(Disk disk, Path path) throws IOException {
        if (disk.isFolder(path)) {
            for (Path inside : disk.list(path)) {
                delete(disk, inside);
            }
        }
        disk.delete(path);
    }

    /** Puts a file in place whole and durable, whatever happens meanwhile. */
    public static void write(Disk disk, Path folder, String name, String text) throws IOException {
        Path successor = folder.resolve(name + ".new");
        try (DiskFile written = disk.openToWrite(successor)) {
            written.truncate(0);
            written.write(StandardCharsets.UTF_8.encode(text), 0);
            written.force();
        }
        disk.rename(successor, folder.resolve(name));
        disk.forceFolder(folder);
    }

    /** The text of a small file, or the beginning of what is in its place. */
    public static String read(Disk disk, Path file) throws IOException {
        try (DiskFile open = disk.openToRead(file)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(MOST_BYTES, open.sizeBytes()));
            int length = open.read(bytes, 0);
            return new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
        }
    }
}
