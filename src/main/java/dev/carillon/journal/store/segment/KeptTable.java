package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.record.Checksum;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands at the head of a kept file: which sequences it speaks of, and which of them it holds. All others of them
 * were settled by everybody when it was written.
 *
 * <pre>
 *   0  u8   version, 1
 *   1  u8   0
 *   2  u16  length of this fixed part, 40
 *   4  u32  CRC32C of bytes 0-3 and 8-end
 *   8  u64  topic number
 *  16  u64  the first sequence that it speaks of
 *  24  u64  one past the last
 *  32  u32  how many records it holds
 *  36  u32  0
 *  40       u64 for each: its sequence, in their order
 * </pre>
 */
public record KeptTable(long firstSeq, long endSeq, List<Long> sequences) {
    /** So that the table is no longer than a record may be. */
    public static final int MOST_RECORDS = 60_000;

    private static final int VERSION = 1;
    private static final int CRC_AT = 4;
    private static final int TOPIC_AT = 8;
    private static final int FIRST_AT = 16;
    private static final int END_AT = 24;
    private static final int COUNT_AT = 32;
    private static final int HEADER_BYTES = 40;

    public KeptTable {
        sequences = List.copyOf(sequences);
        if (sequences.size() > MOST_RECORDS) {
            throw new IllegalArgumentException("too many records for a kept file: " + sequences.size());
        }
    }

    static int lengthOf(int records) {
        return HEADER_BYTES + records * Long.BYTES;
    }

    public byte[] encode(long topicNo) {
        byte[] table = new byte[lengthOf(sequences.size())];
        ByteBuffer buffer = littleEndian(table);
        buffer.put((byte) VERSION).put((byte) 0).putShort((short) HEADER_BYTES).putInt(0);
        buffer.putLong(topicNo)
                .putLong(firstSeq)
                .putLong(endSeq)
                .putInt(sequences.size())
                .putInt(0);
        sequences.forEach(buffer::putLong);
        buffer.putInt(CRC_AT, Checksum.ofRecord(table));
        return table;
    }

    /** Empty for anything that is not the whole table of this topic. */
    static Optional<KeptTable> decode(byte[] bytes, long topicNo) {
        if (bytes.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = littleEndian(bytes);
        if (bytes[0] != VERSION
                || buffer.getInt(CRC_AT) != Checksum.ofRecord(bytes)
                || buffer.getLong(TOPIC_AT) != topicNo
                || buffer.getInt(COUNT_AT) > MOST_RECORDS
                || bytes.length != HEADER_BYTES + (long) buffer.getInt(COUNT_AT) * Long.BYTES) {
            return Optional.empty();
        }
        List<Long> sequences = new ArrayList<>();
        for (int at = HEADER_BYTES; at < bytes.length; at += Long.BYTES) {
            sequences.add(buffer.getLong(at));
        }
        return Optional.of(new KeptTable(buffer.getLong(FIRST_AT), buffer.getLong(END_AT), sequences))
                .filter(KeptTable::isInOrder);
    }

    private boolean isInOrder() {
        long least = firstSeq;
        for (long sequence : sequences) {
            if (sequence < least || sequence >= endSeq) {
                return false;
            }
            least = sequence + 1;
        }
        return firstSeq >= 0 && firstSeq <= endSeq;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
