package dev.carillon.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Reads a segment's frames in their order, up to the first that is not whole. Belongs to the thread that made it. */
final class LogReader {
    private static final int BUFFER_BYTES = 1 << 20;

    private final DiskFile file;
    private final long segmentNo;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long bufferAt;

    LogReader(DiskFile file, long segmentNo) {
        this.file = file;
        this.segmentNo = segmentNo;
    }

    /** Where the next frame begins. */
    long position() {
        return bufferAt + buffer.position();
    }

    /** The next frame; empty at the end. */
    Optional<LogFrame> next() throws IOException {
        Optional<LogFrame> frame = LogFrame.read(segmentNo, buffer);
        if (frame.isEmpty() && isCut()) {
            fill(position());
            frame = LogFrame.read(segmentNo, buffer);
        }
        return frame;
    }

    /** The frame that was found at this position before. */
    Optional<LogFrame> at(long position) throws IOException {
        if (position < bufferAt || position >= bufferAt + buffer.limit()) {
            fill(position);
        }
        buffer.position((int) (position - bufferAt));
        return next();
    }

    /** Whether more of the file could make a whole frame of what is in the buffer. */
    private boolean isCut() {
        int left = buffer.remaining();
        return left < LogFrame.HEADER_BYTES + LogFrame.END_BYTES || LogFrame.claimedBytes(buffer) > left;
    }

    private void fill(long position) throws IOException {
        bufferAt = position;
        int unused = file.read(buffer.clear(), position);
        buffer.flip();
    }
}
