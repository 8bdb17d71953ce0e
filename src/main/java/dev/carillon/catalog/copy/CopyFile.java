package dev.carillon.catalog.copy;

import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The file {@code catalog.copy} (0600): fields behind a header, little-endian. Blocks; one thread at a time.
 *
 * <pre>
 *   0             8           12              16            24
 *   +-------------+-----------+---------------+-------------+-------- - -
 *   | "CARCOPY\n" | u32     2 | u32 CRC32C of | u64 n       | n bytes: fields
 *   +-------------+-----------+ all the rest  +-------------+-------- - -
 * </pre>
 */
final class CopyFile {
    static final String NAME = "catalog.copy";

    static final int MOST_BYTES = 1 << 30;
    /** 2: topics have tags. A copy without them would show that they have none, and is not used. */
    static final int VERSION = 2;

    private static final byte[] MAGIC = "CARCOPY\n".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION_AT = 8;
    private static final int CHECKSUM_AT = 12;
    private static final int LENGTH_AT = 16;
    private static final int HEADER_BYTES = 24;

    private CopyFile() {}

    /** Replaces the copy. It is on disk, whole, when this returns, and else the one before is. */
    static void write(Path folder, ByteBuffer fields) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).putInt(VERSION).putInt(0).putLong(fields.remaining()).flip();
        header.putInt(CHECKSUM_AT, checksum(header, fields));
        OwnerOnlyFile.write(folder, NAME, header, fields.duplicate());
    }

    /**
     * The fields of the folder's copy; empty when it has none.
     *
     * @throws CopyDamaged when it is not what was written, or of another version
     */
    static Optional<FieldReader> read(Path folder) throws IOException, CopyDamaged {
        Path file = folder.resolve(NAME);
        try {
            if (Files.size(file) > MOST_BYTES + HEADER_BYTES) {
                throw new CopyDamaged(file + " is larger than a copy may be");
            }
            return Optional.of(unframed(file, ByteBuffer.wrap(Files.readAllBytes(file))));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static FieldReader unframed(Path file, ByteBuffer bytes) throws CopyDamaged {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < HEADER_BYTES || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new CopyDamaged(file + " is damaged: it is no copy of a catalogue");
        }
        if (bytes.getInt(VERSION_AT) != VERSION) {
            throw new CopyDamaged(file + " has version " + Integer.toUnsignedString(bytes.getInt(VERSION_AT))
                    + ", and this broker knows only " + VERSION);
        }
        ByteBuffer fields = bytes.slice(HEADER_BYTES, bytes.remaining() - HEADER_BYTES);
        if (bytes.getLong(LENGTH_AT) != fields.remaining() || bytes.getInt(CHECKSUM_AT) != checksum(bytes, fields)) {
            throw new CopyDamaged(file + " is damaged: its checksum is wrong");
        }
        return new FieldReader(fields);
    }

    private static int checksum(ByteBuffer header, ByteBuffer fields) {
        CRC32C checksum = new CRC32C();
        checksum.update(header.slice(0, CHECKSUM_AT));
        checksum.update(header.slice(LENGTH_AT, HEADER_BYTES - LENGTH_AT));
        checksum.update(fields.duplicate());
        return (int) checksum.getValue();
    }
}
