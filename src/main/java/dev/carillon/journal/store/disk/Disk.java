package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The file system, as far as the store changes it: the seam at which tests let it fail. What Chronicle writes through its
 * mappings is not seen here. Safe on every thread.
 */
public interface Disk {
    /** Opens a file to write and read it; makes an empty one where there is none. */
    DiskFile openToWrite(Path file) throws IOException;

    /**
     * Opens a file that is there, to read or force it.
     *
     * @throws java.nio.file.NoSuchFileException when it is not there
     */
    DiskFile openToRead(Path file) throws IOException;

    boolean exists(Path path);

    /** When a file that is there was last written to, in milliseconds since 1970. */
    long writtenMillis(Path file) throws IOException;

    boolean isFolder(Path path);

    /** What is in a folder, in no order; nothing when there is no such folder. */
    List<Path> list(Path folder) throws IOException;

    /** Makes a folder, and those above it, unless they are there. */
    void createFolders(Path folder) throws IOException;

    /**
     * Takes the space for a part of a file, and makes an empty file where there is none. Neither the length of the file
     * nor a byte in it changes, so that it can safely be taken twice.
     *
     * @throws DiskFullException when there is not so much
     */
    void takeSpace(Path file, long from, long to) throws IOException;

    /** Gives a file or folder another name in one step, in place of the file that had it. */
    void rename(Path from, Path to) throws IOException;

    /** Deletes a file or an empty folder, if it is there. */
    void delete(Path path) throws IOException;

    /** Makes the names in a folder durable: on Linux a new or renamed file survives a power cut only after this. */
    void forceFolder(Path folder) throws IOException;
}
