package dev.carillon.journal.store.disk;

import java.nio.ByteBuffer;

/** A file that is only read, and is nothing but these bytes. */
public final class BytesFile implements DiskFile {
    private final byte[] bytes;

    public BytesFile(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read(ByteBuffer into, long position) {
        int from = (int) Math.min(position, bytes.length);
        int length = Math.min(into.remaining(), bytes.length - from);
        into.put(bytes, from, length);
        return length;
    }

    @Override
    public void write(ByteBuffer from, long position) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public void force() {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public void truncate(long sizeBytes) {
        throw new UnsupportedOperationException("only read");
    }

    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public void close() {}
}
