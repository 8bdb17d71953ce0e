package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.journal.store.record.RecordDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One entry of the write-ahead log, at a multiple of eight. Little-endian:
 *
 * <pre>
 *   0  u32  bits 0-23 length of what follows the header (n), bits 24-31 what it is: 1 a record, 2 sequences that are free
 *   4  u32  CRC32C of bytes 0-3 and 8-39
 *   8  u64  number of the segment, so that nothing is believed that an earlier use of the file left behind
 *  16  u64  topic number
 *  24  u64  sequence
 *  32  n bytes: the record, which has a checksum of its own for the rest, see docs/journal-format.md;
 *      or u64 sequence where the free ones end
 * </pre>
 *
 * <p>Eight bytes of zero follow the last frame.
 */
final class LogFrame {
    static final int HEADER_BYTES = 32;

    /** Frames begin at a multiple of it. */
    static final int ALIGNMENT = 8;

    static final int END_BYTES = 8;
    static final int MAX_BYTES = HEADER_BYTES + EncodedLength.MAX_BYTES + END_BYTES;

    private static final int RECORD = 1;
    private static final int FREE = 2;
    private static final int WHAT_SHIFT = 24;
    private static final int LENGTH = 0xff_ffff;
    private static final int CRC_AT = 4;
    private static final int CHECKED_AT = 8;

    /** The header and the first eight bytes behind it, which hold a record's own checksum. */
    private static final int CHECKED_TO = HEADER_BYTES + 8;

    private final int what;
    private final long topicNo;
    private final long sequence;
    private final byte[] record;

    private LogFrame(int what, long topicNo, long sequence, byte[] record) {
        this.what = what;
        this.topicNo = topicNo;
        this.sequence = sequence;
        this.record = record;
    }

    /** A record as it lies in its topic's file; the bytes are not copied, and must not change. */
    static LogFrame of(long topicNo, long sequence, byte[] record) {
        return new LogFrame(RECORD, topicNo, sequence, record);
    }

    /** These sequences will never be read any more. */
    static LogFrame free(long topicNo, long fromSeq, long endSeq) {
        byte[] end = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(endSeq)
                .array();
        return new LogFrame(FREE, topicNo, fromSeq, end);
    }

    long topicNo() {
        return topicNo;
    }

    long sequence() {
        return sequence;
    }

    /** What follows the header, to be left as it is. */
    byte[] record() {
        return record;
    }

    boolean isRecord() {
        return what == RECORD;
    }

    /** Where the free sequences end. */
    long endSeq() {
        return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
    }

    /** What it takes in a segment. */
    int lengthBytes() {
        return HEADER_BYTES + (record.length + 7 & -8);
    }

    /** Writes it into a buffer that is little-endian and has room. */
    void write(long segmentNo, ByteBuffer to) {
        int at = to.position();
        to.putInt(what << WHAT_SHIFT | record.length)
                .putInt(0)
                .putLong(segmentNo)
                .putLong(topicNo)
                .putLong(sequence)
                .put(record);
        while (to.position() < at + lengthBytes()) {
            to.put((byte) 0);
        }
        to.putInt(at + CRC_AT, checksum(to, at));
    }

    /** Reads the frame at the buffer's position and goes behind it; empty, going nowhere, when there is no whole one. */
    static Optional<LogFrame> read(long segmentNo, ByteBuffer from) {
        int at = from.position();
        if (from.remaining() < CHECKED_TO) {
            return Optional.empty();
        }
        int word = from.getInt(at);
        int what = word >>> WHAT_SHIFT;
        int length = word & LENGTH;
        if ((what != RECORD && what != FREE)
                || length < Long.BYTES
                || length > EncodedLength.MAX_BYTES
                || from.remaining() < HEADER_BYTES + length
                || from.getInt(at + CRC_AT) != checksum(from, at)
                || from.getLong(at + 8) != segmentNo) {
            return Optional.empty();
        }
        byte[] record = new byte[length];
        from.get(at + HEADER_BYTES, record);
        LogFrame frame = new LogFrame(what, from.getLong(at + 16), from.getLong(at + 24), record);
        if (what == RECORD && !frame.isWhole()) {
            return Optional.empty();
        }
        from.position(Math.min(from.limit(), at + frame.lengthBytes()));
        return Optional.of(frame);
    }

    /** Whether a header is at the buffer's position that looks like one of the segment's. */
    static boolean mayBegin(long segmentNo, ByteBuffer from) {
        int what = from.getInt(from.position()) >>> WHAT_SHIFT;
        return (what == RECORD || what == FREE) && from.getLong(from.position() + CHECKED_AT) == segmentNo;
    }

    /** How many bytes the frame at the buffer's position claims to take; 0 when that makes no sense. */
    static int claimedBytes(ByteBuffer from) {
        if (from.remaining() < Integer.BYTES) {
            return 0;
        }
        int length = from.getInt(from.position()) & LENGTH;
        return length > EncodedLength.MAX_BYTES ? 0 : HEADER_BYTES + (length + 7 & -8);
    }

    private boolean isWhole() {
        return new RecordDecoder(topicNo).sequence(record).orElse(-1) == sequence;
    }

    private static int checksum(ByteBuffer bytes, int at) {
        CRC32C crc = new CRC32C();
        ByteBuffer checked = bytes.duplicate();
        checked.limit(at + CRC_AT).position(at);
        crc.update(checked);
        checked.limit(at + CHECKED_TO).position(at + CHECKED_AT);
        crc.update(checked);
        return (int) crc.getValue();
    }
}
