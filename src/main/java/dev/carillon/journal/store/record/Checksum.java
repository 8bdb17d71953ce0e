package dev.carillon.journal.store.record;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** CRC32C, which the processor computes: the polynomial of iSCSI (RFC 3720, appendix B.4). */
public final class Checksum {
    private Checksum() {}

    /** Of a whole record but for the place of the checksum itself. */
    public static int ofRecord(byte[] record) {
        CRC32C crc = new CRC32C();
        crc.update(record, 0, RecordLayout.CRC_AT);
        crc.update(record, RecordLayout.SEQUENCE_AT, record.length - RecordLayout.SEQUENCE_AT);
        return (int) crc.getValue();
    }

    /** Of what remains in the buffer, whose position stays. */
    public static int of(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
