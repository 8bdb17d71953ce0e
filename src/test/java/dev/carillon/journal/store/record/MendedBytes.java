package dev.carillon.journal.store.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Bytes whose checksum was made right, for what is to be tried behind it. */
public final class MendedBytes {
    private MendedBytes() {}

    /** With the checksum where a record has it, and a kept file's table. */
    public static byte[] ofRecord(byte[] bytes) {
        if (bytes.length < RecordLayout.HEADER_BYTES) {
            return bytes;
        }
        byte[] mended = bytes.clone();
        littleEndian(mended).putInt(RecordLayout.CRC_AT, Checksum.ofRecord(mended));
        return mended;
    }

    /** With the checksum at a place that is right for what is before it and for what is between two others. */
    public static byte[] between(byte[] bytes, int place, int from, int to) {
        byte[] mended = bytes.clone();
        int end = Math.min(to, bytes.length);
        if (end >= from) {
            CRC32C crc = new CRC32C();
            if (to < Integer.MAX_VALUE) {
                crc.update(mended, 0, place);
            }
            crc.update(mended, from, end - from);
            littleEndian(mended).putInt(place, (int) crc.getValue());
        }
        return mended;
    }

    /** What was put into a buffer. */
    public static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
