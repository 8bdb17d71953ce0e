package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of the machine. */
final class SystemFile implements DiskFile {
    private final FileChannel channel;

    SystemFile(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        int length = 0;
        int more = 0;
        while (into.hasRemaining() && more >= 0) {
            length += more;
            more = channel.read(into, position + length);
        }
        return length + Math.max(more, 0);
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
    }

    /** The time of the last change may stay behind; the length does not. */
    @Override
    public void force() throws IOException {
        channel.force(false);
    }

    @Override
    public void truncate(long sizeBytes) throws IOException {
        channel.truncate(sizeBytes);
    }

    @Override
    public long sizeBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
