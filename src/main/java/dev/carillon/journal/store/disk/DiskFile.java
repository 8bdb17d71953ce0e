package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of a {@link Disk}. Belongs to the thread that opened it. */
public interface DiskFile extends AutoCloseable {
    /**
     * Reads from this position on until the buffer is full or the file ends.
     *
     * @return how many bytes were read
     */
    int read(ByteBuffer into, long position) throws IOException;

    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /** Makes the content and the length durable, also what was written through other descriptors or mappings. */
    void force() throws IOException;

    /** Cuts the file off behind so many bytes. */
    void truncate(long sizeBytes) throws IOException;

    long sizeBytes() throws IOException;

    @Override
    void close() throws IOException;
}
