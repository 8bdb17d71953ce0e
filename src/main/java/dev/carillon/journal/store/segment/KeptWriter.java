package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Writes a kept file, or one that a recovery restores: under another name first, and durable, table and all, before it
 * gets its own. So there is never half of one, whatever happens in between; what is left under the other name is rubbish.
 * Files that count only together are completed one by one, and placed when all are there.
 */
public final class KeptWriter implements AutoCloseable {
    public static final String UNFINISHED = ".new";

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int WORD_BYTES = 4;

    private final TopicFolder topic;
    private final SegmentName name;
    private final DiskFile file;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private boolean isComplete;

    private KeptWriter(TopicFolder topic, SegmentName name, DiskFile file) {
        this.topic = topic;
        this.name = name;
        this.file = file;
    }

    /** What is added first to a kept file must be the table. */
    public static KeptWriter open(TopicFolder topic, SegmentName name) throws IOException {
        Path unfinished = unfinished(topic, name);
        topic.disk().delete(unfinished);
        return new KeptWriter(topic, name, topic.disk().openToWrite(unfinished));
    }

    /** What a file takes with so many records of so many bytes, at most. */
    public static long lengthOf(int records, long bytes) {
        return KeptTable.lengthOf(records) + bytes + (records + 1L) * (2 * WORD_BYTES - 1);
    }

    /** Adds the table, or the next of its records, in the frame that Chronicle has around its own. */
    public void add(byte[] record) throws IOException {
        if (buffer.remaining() < WORD_BYTES) {
            flush();
        }
        buffer.putInt(record.length);
        int at = 0;
        while (at < record.length) {
            int part = Math.min(record.length - at, buffer.remaining());
            buffer.put(record, at, part);
            at += part;
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
        while ((position + buffer.position()) % WORD_BYTES != 0) {
            buffer.put((byte) 0);
        }
    }

    /** Makes it durable, name and all. */
    public void finish() throws IOException {
        complete();
        place(topic, name);
    }

    /** Makes what it holds durable, under the other name: it is rubbish until it is placed. */
    public void complete() throws IOException {
        flush();
        file.force();
        isComplete = true;
    }

    /** Gives a complete file its own name, durably. */
    public static void place(TopicFolder topic, SegmentName name) throws IOException {
        topic.disk().rename(unfinished(topic, name), name.in(topic.path()));
        topic.disk().forceFolder(topic.path());
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (!isComplete) {
            topic.disk().delete(unfinished(topic, name));
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        int length = buffer.remaining();
        file.write(buffer, position);
        position += length;
        buffer.clear();
    }

    private static Path unfinished(TopicFolder topic, SegmentName name) {
        Path path = name.in(topic.path());
        return path.resolveSibling(path.getFileName() + UNFINISHED);
    }
}
