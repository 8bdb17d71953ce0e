package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.disk.DiskFile;
import dev.carillon.journal.store.record.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A group of state entries that is written, and counts, as a whole. Little-endian:
 *
 * <pre>
 *   0  u32  length of the entries in bytes, at most 64 KiB
 *   4  u32  CRC32C of everything behind it
 *   8  u32  how many entries, at least 1
 *  12       the entries, see {@link StateEntryCodec}
 * </pre>
 */
final class StateFrame {
    static final int HEADER_BYTES = 12;
    static final int MAX_ENTRIES_BYTES = 64 * 1024;

    private static final int CRC_AT = 4;
    private static final int COUNT_AT = 8;

    private final ByteBuffer buffer =
            ByteBuffer.allocate(HEADER_BYTES + MAX_ENTRIES_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private int count;

    StateFrame() {
        clear();
    }

    boolean isEmpty() {
        return count == 0;
    }

    boolean isFull() {
        return buffer.remaining() < StateEntryCodec.MAX_BYTES;
    }

    int entriesBytes() {
        return buffer.position() - HEADER_BYTES;
    }

    void add(StateEntry entry) {
        StateEntryCodec.write(entry, buffer);
        count++;
    }

    void clear() {
        count = 0;
        buffer.clear().position(HEADER_BYTES);
    }

    /**
     * Writes it at this position. The frame keeps its entries, so that a write that failed can be made again.
     *
     * @return how many bytes it took
     */
    int writeTo(DiskFile file, long position) throws IOException {
        ByteBuffer bytes = buffer.duplicate().order(ByteOrder.LITTLE_ENDIAN).flip();
        int length = bytes.limit();
        bytes.putInt(0, length - HEADER_BYTES).putInt(COUNT_AT, count);
        bytes.putInt(CRC_AT, Checksum.of(bytes.position(COUNT_AT)));
        bytes.position(0);
        file.write(bytes, position);
        return length;
    }

    /** Reads the frame at this position; empty when there is no whole one. */
    static Optional<Read> read(DiskFile file, long position) throws IOException {
        ByteBuffer header = read(file, position, HEADER_BYTES);
        if (header.remaining() < HEADER_BYTES) {
            return Optional.empty();
        }
        int length = header.getInt(0);
        if (length < 0 || length > MAX_ENTRIES_BYTES) {
            return Optional.empty();
        }
        ByteBuffer checked = read(file, position + COUNT_AT, HEADER_BYTES - COUNT_AT + length);
        if (checked.remaining() < checked.capacity() || Checksum.of(checked) != header.getInt(CRC_AT)) {
            return Optional.empty();
        }
        return entries(checked).map(entries -> new Read(entries, HEADER_BYTES + length));
    }

    /** How many bytes the frame at this position says it takes; 0 when it does not look like one. */
    static long claimedBytes(DiskFile file, long position) throws IOException {
        ByteBuffer header = read(file, position, HEADER_BYTES);
        if (header.remaining() < HEADER_BYTES) {
            return HEADER_BYTES;
        }
        return mayBegin(header, 0) ? HEADER_BYTES + (long) header.getInt(0) : 0;
    }

    /** Whether what is at this index looks like a frame's header, which hardly anything else does. */
    static boolean mayBegin(ByteBuffer bytes, int index) {
        int length = bytes.getInt(index);
        int entries = bytes.getInt(index + COUNT_AT);
        return length >= StateEntryCodec.MIN_BYTES
                && length <= MAX_ENTRIES_BYTES
                && entries >= 1
                && entries <= length / StateEntryCodec.MIN_BYTES
                && entries >= length / StateEntryCodec.MAX_BYTES;
    }

    private static Optional<List<StateEntry>> entries(ByteBuffer checked) {
        int expected = checked.getInt();
        List<StateEntry> entries = new ArrayList<>();
        while (checked.hasRemaining()) {
            Optional<StateEntry> entry = StateEntryCodec.read(checked);
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            entries.add(entry.get());
        }
        return expected > 0 && expected == entries.size() ? Optional.of(entries) : Optional.empty();
    }

    private static ByteBuffer read(DiskFile file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int unused = file.read(bytes, position);
        return bytes.flip();
    }

    /**
     * A frame that was found.
     *
     * @param lengthBytes what it takes on disk
     */
    record Read(List<StateEntry> entries, int lengthBytes) {
        Read {
            entries = List.copyOf(entries);
        }
    }
}
