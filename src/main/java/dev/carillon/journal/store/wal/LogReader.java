package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Reads a segment's frames in their order. Belongs to the thread that made it.
 *
 * <p>A segment that others follow was forced to its end, so that whole frames behind one that is not were acknowledged:
 * the log goes on there. In the last one they may equally be of a group whose force did not end; nobody was told that it
 * is stored, and the log ends.
 */
final class LogReader {
    private static final int BUFFER_BYTES = 1 << 20;

    private final DiskFile file;
    private final long segmentNo;
    private final boolean isFollowed;
    private final ByteBuffer buffer =
            ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long bufferAt;
    private long frameAt;
    private int gaps;

    LogReader(DiskFile file, long segmentNo, boolean isFollowed) {
        this.file = file;
        this.segmentNo = segmentNo;
        this.isFollowed = isFollowed;
    }

    /** Where the last frame began. */
    long position() {
        return frameAt;
    }

    /** How often something was not whole that has whole frames behind it. */
    int gaps() {
        return gaps;
    }

    /** The next frame; empty at the end. */
    Optional<LogFrame> next() throws IOException {
        Optional<LogFrame> frame = here();
        if (frame.isPresent()) {
            return frame;
        }
        long behind = find(place() + LogFrame.ALIGNMENT);
        if (behind < 0) {
            return Optional.empty();
        }
        gaps++;
        if (!isFollowed) {
            return Optional.empty();
        }
        fill(behind);
        return here();
    }

    /** The frame that was found at this position before. */
    Optional<LogFrame> at(long position) throws IOException {
        if (position < bufferAt || position >= bufferAt + buffer.limit()) {
            fill(position);
        }
        buffer.position((int) (position - bufferAt));
        return here();
    }

    private Optional<LogFrame> here() throws IOException {
        frameAt = place();
        Optional<LogFrame> frame = LogFrame.read(segmentNo, buffer);
        if (frame.isEmpty() && isCut()) {
            fill(frameAt);
            frame = LogFrame.read(segmentNo, buffer);
        }
        return frame;
    }

    private long place() {
        return bufferAt + buffer.position();
    }

    /** Whether more of the file could make a whole frame of what is in the buffer. */
    private boolean isCut() {
        int left = buffer.remaining();
        return left < LogFrame.HEADER_BYTES + LogFrame.END_BYTES || LogFrame.claimedBytes(buffer) > left;
    }

    /** Where the next whole frame of this segment is; negative when there is none. */
    private long find(long from) throws IOException {
        long size = file.sizeBytes();
        for (long at = from; at + LogFrame.HEADER_BYTES <= size; at = bufferAt + buffer.position()) {
            fill(at);
            while (buffer.remaining() >= LogFrame.HEADER_BYTES) {
                if (LogFrame.mayBegin(segmentNo, buffer) && here().isPresent()) {
                    return frameAt;
                }
                buffer.position(buffer.position() + LogFrame.ALIGNMENT);
            }
        }
        return -1;
    }

    private void fill(long position) throws IOException {
        bufferAt = position;
        int unused = file.read(buffer.clear(), position);
        buffer.flip();
    }
}
