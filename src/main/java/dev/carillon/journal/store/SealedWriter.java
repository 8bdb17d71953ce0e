package dev.carillon.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Writes a finished file of a topic's journal without Chronicle: documents from the very first byte on, see {@link
 * SegmentFile}. It is there as a whole and durable, or not at all. Belongs to the thread that made it.
 */
final class SealedWriter implements AutoCloseable {
    private static final int WORD_BYTES = 4;
    private static final String UNFINISHED = ".new";

    private final TopicFolder topic;
    private final Path path;
    private final DiskFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
    private long writtenBytes;
    private int records;

    SealedWriter(TopicFolder topic, int cycle) throws IOException {
        this.topic = topic;
        this.path = new SegmentName(cycle, true).in(topic.path());
        this.file = topic.disk().openToWrite(unfinished(path));
        file.truncate(0);
    }

    void add(byte[] record) throws IOException {
        int length = WORD_BYTES + (record.length + WORD_BYTES - 1 & -WORD_BYTES);
        if (buffer.remaining() < length) {
            flush();
        }
        int end = buffer.position() + length;
        buffer.putInt(record.length).put(record);
        while (buffer.position() < end) {
            buffer.put((byte) 0);
        }
        records++;
    }

    int records() {
        return records;
    }

    long lengthBytes() {
        return writtenBytes + buffer.position();
    }

    /** Puts the file in its place; its name is durable when the folder is forced. */
    void finish() throws IOException {
        flush();
        file.force();
        file.close();
        topic.disk().rename(unfinished(path), path);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Deletes what was not finished. */
    static void deleteUnfinished(TopicFolder topic) throws IOException {
        for (Path left : topic.disk().list(topic.path())) {
            if (left.getFileName().toString().endsWith(UNFINISHED)) {
                topic.disk().delete(left);
            }
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        int length = buffer.remaining();
        file.write(buffer, writtenBytes);
        writtenBytes += length;
        buffer.clear();
    }

    private static Path unfinished(Path path) {
        return path.resolveSibling(path.getFileName() + UNFINISHED);
    }
}
