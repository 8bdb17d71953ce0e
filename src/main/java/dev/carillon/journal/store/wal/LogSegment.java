package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * One file of the write-ahead log. Its space is taken ahead, a piece at a time: as long as the file does not grow, a force
 * writes nothing but what was added. Belongs to the log's thread until it is full, then to the checkpoint's.
 */
final class LogSegment {
    private static final int PIECE_BYTES = 1 << 20;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(PIECE_BYTES);

    private final long number;
    private final DiskFile file;
    private final long mostBytes;
    private final Set<TopicFile> files = new HashSet<>();
    private long takenBytes;
    private long end;

    /** Behind it this use of the file has written nothing but zeros. */
    private long usedBytes;

    LogSegment(long number, DiskFile file, long mostBytes) throws IOException {
        this.number = number;
        this.file = file;
        this.mostBytes = mostBytes;
        this.takenBytes = file.sizeBytes();
    }

    long number() {
        return number;
    }

    /** Where the next frame goes. */
    long end() {
        return end;
    }

    boolean hasRoom(int bytes) {
        return end + bytes <= mostBytes;
    }

    /** The records that are added next are in these files, too. */
    void covers(Set<TopicFile> more) {
        files.addAll(more);
    }

    /** What has to be forced before this segment may go. */
    Set<TopicFile> files() {
        return files;
    }

    /** Writes frames and what marks their end, which the next ones overwrite. */
    void write(ByteBuffer frames, int endBytes) throws IOException {
        int length = frames.remaining();
        takeSpace(end + length);
        clearBehind(end + length);
        usedBytes = Math.max(usedBytes, end + length);
        file.write(frames, end);
        end += length - endBytes;
    }

    /** Takes back what was written and not forced; whole frames of it are gone with the next write. */
    void cutTo(long earlierEnd) {
        end = earlierEnd;
    }

    private void takeSpace(long to) throws IOException {
        while (takenBytes < to) {
            ByteBuffer zeros = zeros(Math.max(mostBytes - takenBytes, to - takenBytes));
            int more = zeros.remaining();
            file.write(zeros, takenBytes);
            takenBytes += more;
        }
    }

    /** What was taken back would look like frames behind damage to a reader. */
    private void clearBehind(long at) throws IOException {
        while (usedBytes > at) {
            ByteBuffer zeros = zeros(usedBytes - at);
            long from = usedBytes - zeros.remaining();
            file.write(zeros, from);
            usedBytes = from;
        }
    }

    private static ByteBuffer zeros(long mostBytes) {
        return ZEROS.duplicate().limit((int) Math.min(PIECE_BYTES, mostBytes));
    }

    void force() throws IOException {
        file.force();
    }

    void close() throws IOException {
        file.close();
    }
}
