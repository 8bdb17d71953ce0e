package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.TopicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts batches into segments, one after another. Belongs to the log's thread. */
final class LogWriter {
    private static final int BUFFER_BYTES = 1 << 20;

    private final LogFolder folder;
    private final Checkpoint checkpoint;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private @Nullable LogSegment current;

    LogWriter(LogFolder folder, Checkpoint checkpoint) {
        this.folder = folder;
        this.checkpoint = checkpoint;
    }

    /**
     * Writes a group; it is durable after {@link #force}.
     *
     * @throws IOException when the disk fails; what was written of the group is taken back then, as far as it is not
     *     durable
     */
    void write(List<CommitBatch> group) throws IOException {
        LogSegment before = current;
        long end = before == null ? 0 : before.end();
        try {
            for (CommitBatch batch : group) {
                segment().covers(batch.files());
                for (LogFrame frame : batch.frames()) {
                    put(frame, batch.files());
                }
            }
            flush(segment());
        } catch (IOException failure) {
            buffer.clear();
            LogSegment written = current;
            if (written != null) {
                written.cutTo(written == before ? end : 0);
            }
            throw failure;
        }
    }

    void force() throws IOException {
        segment().force();
    }

    /** What is in the last segment stays there for the next start. */
    void close() throws IOException {
        LogSegment closing = current;
        current = null;
        if (closing != null) {
            closing.close();
        }
    }

    private void put(LogFrame frame, Set<TopicFile> files) throws IOException {
        int length = frame.lengthBytes() + LogFrame.END_BYTES;
        if (buffer.remaining() < length) {
            flush(segment());
        }
        if (!segment().hasRoom(buffer.position() + length)) {
            finish(segment());
            segment().covers(files);
        }
        frame.write(segment().number(), buffer);
    }

    private void finish(LogSegment full) throws IOException {
        flush(full);
        full.force();
        current = null;
        checkpoint.full(full);
    }

    private void flush(LogSegment segment) throws IOException {
        if (buffer.position() > 0) {
            buffer.putLong(0);
            segment.write(buffer.flip(), LogFrame.END_BYTES);
            buffer.clear();
        }
    }

    private LogSegment segment() throws IOException {
        LogSegment segment = current;
        if (segment == null) {
            segment = folder.next();
            current = segment;
        }
        return segment;
    }
}
