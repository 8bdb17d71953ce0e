package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.record.EncodedLength;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents in a file that Chronicle Queue wrote, read by our own means: a file that a crash or a rotten disk left in
 * any state whatever can be read up to where it makes sense, which Chronicle's own reader does not promise. A document is
 * a word and so many bytes, padded to a multiple of four (Chronicle Wire, "Size Prefixed Blob"):
 *
 * <pre>
 *   bit 31      not complete; with bit 30 and no length: the end, the queue goes on in the next file
 *   bit 30      metadata: Chronicle's header and index, which nobody needs here
 *   bits 0-29   length in bytes; a word of 0: nothing written yet
 * </pre>
 *
 * <p>The file may be growing under the hand of the process that reads: Chronicle completes a document's word last.
 */
final class SegmentFile implements AutoCloseable {
    private static final int NOT_COMPLETE = 0x8000_0000;
    private static final int META_DATA = 0x4000_0000;
    private static final int LENGTH = 0x3fff_ffff;
    private static final int WORD_BYTES = 4;
    private static final int BUFFER_BYTES = 16 * 1024;

    /** Of every so many records the place is remembered, once it was passed. */
    private static final int RECORDS_A_MARK = 64;

    private final Path path;
    private @Nullable FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long bufferAt;
    private long[] marks = new long[1];
    private int markCount = 1;
    private int cursor;
    private long cursorAt;
    private long size;

    SegmentFile(Path path) {
        this.path = path;
    }

    /** The bytes of the record with this number, counted from 0 in this file; empty when it is not whole (yet). */
    Optional<byte[]> read(int number) throws IOException {
        if (!reachesRecord(number)) {
            return Optional.empty();
        }
        int length = findRecord();
        if (length < 0) {
            return Optional.empty();
        }
        Optional<byte[]> record = copy(cursorAt + WORD_BYTES, length);
        if (record.isPresent()) {
            pass(length);
        }
        return record;
    }

    /** Where the record with this number is, with its word or metadata before it; at the latest where the records end. */
    long position(int number) throws IOException {
        boolean unused = reachesRecord(number);
        return cursorAt;
    }

    /** The bytes at a place; empty when the file ends before. */
    Optional<byte[]> at(long at, int length) throws IOException {
        return copy(at, length);
    }

    /** Reads from the disk what is asked for next, even if it is in the buffer. */
    void forgetBuffer() {
        buffer.limit(0);
    }

    /** Gives the descriptor and the buffer back; the next read takes new ones. */
    @Override
    public void close() throws IOException {
        buffer = ByteBuffer.allocate(0);
        FileChannel closing = channel;
        channel = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** Goes to where the record with this number would be; false when there is none before it. */
    private boolean reachesRecord(int number) throws IOException {
        seek(number);
        while (cursor < number) {
            int length = findRecord();
            if (length < 0) {
                return false;
            }
            pass(length);
        }
        return true;
    }

    private void seek(int number) {
        int mark = Math.min(number / RECORDS_A_MARK, markCount - 1);
        if (number < cursor || mark * RECORDS_A_MARK > cursor) {
            cursor = mark * RECORDS_A_MARK;
            cursorAt = marks[mark];
        }
    }

    /** Goes over metadata to the next record: its length, or -1 when there is no whole one. */
    private int findRecord() throws IOException {
        while (true) {
            int word = word(cursorAt);
            int length = word & LENGTH;
            if (word == 0 || (word & NOT_COMPLETE) != 0 || !reaches(cursorAt + WORD_BYTES + length)) {
                return -1;
            }
            if ((word & META_DATA) == 0) {
                return length <= EncodedLength.MAX_BYTES ? length : -1;
            }
            cursorAt = behind(length);
        }
    }

    private boolean reaches(long end) throws IOException {
        if (end > size) {
            size = open().size();
        }
        return end <= size;
    }

    private void pass(int length) {
        cursorAt = behind(length);
        cursor++;
        if (cursor == markCount * RECORDS_A_MARK) {
            marks = markCount == marks.length ? Arrays.copyOf(marks, 2 * markCount) : marks;
            marks[markCount] = cursorAt;
            markCount++;
        }
    }

    private long behind(int length) {
        return (cursorAt + WORD_BYTES + length + WORD_BYTES - 1) & -WORD_BYTES;
    }

    /** A word that says "not yet" is looked up again: it may be older in the buffer than on disk. */
    private int word(long at) throws IOException {
        if (isBuffered(at, WORD_BYTES)) {
            int word = buffer.getInt((int) (at - bufferAt));
            if (word > 0) {
                return word;
            }
        }
        fill(at);
        return buffer.limit() < WORD_BYTES ? 0 : buffer.getInt(0);
    }

    private Optional<byte[]> copy(long at, int length) throws IOException {
        byte[] bytes = new byte[length];
        if (length > BUFFER_BYTES) {
            return readFully(ByteBuffer.wrap(bytes), at) == length ? Optional.of(bytes) : Optional.empty();
        }
        if (!isBuffered(at, length)) {
            fill(at);
        }
        if (!isBuffered(at, length)) {
            return Optional.empty();
        }
        buffer.get((int) (at - bufferAt), bytes);
        return Optional.of(bytes);
    }

    private boolean isBuffered(long at, int length) {
        return at >= bufferAt && at + length <= bufferAt + buffer.limit();
    }

    private void fill(long at) throws IOException {
        if (buffer.capacity() == 0) {
            buffer = ByteBuffer.allocate(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        }
        bufferAt = at;
        int unused = readFully(buffer.clear(), at);
        buffer.flip();
    }

    private int readFully(ByteBuffer target, long at) throws IOException {
        int length = 0;
        int more = 0;
        while (target.hasRemaining() && more >= 0) {
            length += more;
            more = open().read(target, at + length);
        }
        return length + Math.max(more, 0);
    }

    private FileChannel open() throws IOException {
        FileChannel opened = channel;
        if (opened == null) {
            opened = FileChannel.open(path, StandardOpenOption.READ);
            channel = opened;
        }
        return opened;
    }
}
