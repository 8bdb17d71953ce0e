package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.record.Checksum;
import dev.carillon.journal.store.segment.SegmentName;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the file {@code archive} of an archived topic says: where the archive begins, and what each complete file holds.
 *
 * <pre>
 *   0  u8   version, 1
 *   1  u8   0
 *   2  u16  length of this fixed part, 32
 *   4  u32  CRC32C of bytes 0-3 and 8-end
 *   8  u64  topic number
 *  16  u64  the archive's id
 *  24  u64  the first sequence that it keeps
 *  32       for each file, 64 bytes:
 *           u32 cycle, u32 1 of a kept file, u32 its generation, u32 records,
 *           u64 first sequence, u64 one past the last, u64 encoded bytes,
 *           u64 publish time of the first record, u64 of the youngest, u64 0
 * </pre>
 *
 * @param files by the name that each has once it is sealed
 */
record ArchiveTable(ArchiveNote note, Map<SegmentName, FileFacts> files) {
    private static final int VERSION = 1;
    private static final int CRC_AT = 4;
    private static final int TOPIC_AT = 8;
    private static final int HEADER_BYTES = 32;
    private static final int ENTRY_BYTES = 64;

    byte[] encode(long topicNo) {
        byte[] table = new byte[HEADER_BYTES + files.size() * ENTRY_BYTES];
        ByteBuffer buffer = littleEndian(table);
        buffer.put((byte) VERSION).put((byte) 0).putShort((short) HEADER_BYTES).putInt(0);
        buffer.putLong(topicNo).putLong(note.archiveId()).putLong(note.startSeq());
        files.forEach((name, facts) -> put(buffer, name, facts));
        buffer.putInt(CRC_AT, Checksum.ofRecord(table));
        return table;
    }

    /** Empty for anything that is not the whole table of this topic. */
    static Optional<ArchiveTable> decode(byte[] bytes, long topicNo) {
        if (bytes.length < HEADER_BYTES || (bytes.length - HEADER_BYTES) % ENTRY_BYTES != 0) {
            return Optional.empty();
        }
        ByteBuffer buffer = littleEndian(bytes);
        if (bytes[0] != VERSION
                || buffer.getInt(CRC_AT) != Checksum.ofRecord(bytes)
                || buffer.getLong(TOPIC_AT) != topicNo) {
            return Optional.empty();
        }
        buffer.position(TOPIC_AT + Long.BYTES);
        ArchiveNote note = new ArchiveNote(buffer.getLong(), buffer.getLong());
        Map<SegmentName, FileFacts> files = new LinkedHashMap<>();
        while (buffer.hasRemaining()) {
            take(buffer, files);
        }
        return Optional.of(new ArchiveTable(note, files));
    }

    private static void put(ByteBuffer buffer, SegmentName name, FileFacts facts) {
        buffer.putInt(name.cycle())
                .putInt(name.ending() == SegmentName.Ending.KEPT ? 1 : 0)
                .putInt(name.generation())
                .putInt(facts.records());
        buffer.putLong(facts.firstSeq())
                .putLong(facts.endSeq())
                .putLong(facts.recordBytes())
                .putLong(facts.firstMillis())
                .putLong(facts.lastMillis())
                .putLong(0);
    }

    private static void take(ByteBuffer buffer, Map<SegmentName, FileFacts> files) {
        SegmentName written = SegmentName.written(buffer.getInt());
        boolean isKept = buffer.getInt() == 1;
        int generation = buffer.getInt();
        int records = buffer.getInt();
        FileFacts facts = new FileFacts(
                buffer.getLong(), buffer.getLong(), records, buffer.getLong(), buffer.getLong(), buffer.getLong());
        buffer.position(buffer.position() + Long.BYTES);
        files.put(isKept ? written.kept(generation) : written.sealed(), facts);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
