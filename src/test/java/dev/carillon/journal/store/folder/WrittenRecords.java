package dev.carillon.journal.store.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where the records are in a topic's file that is as it was written; read by the drawing in docs/journal-format.md. */
final class WrittenRecords {
    private static final int LENGTH = 0x3fff_ffff;
    private static final int META_DATA = 0x4000_0000;
    private static final int SEQUENCE_AT = 8;

    private final byte[] whole;
    private final TreeMap<Long, Integer> places = new TreeMap<>();
    private int end;

    private WrittenRecords(byte[] whole) {
        this.whole = whole;
    }

    static WrittenRecords of(Path file) throws IOException {
        WrittenRecords records = new WrittenRecords(Files.readAllBytes(file));
        ByteBuffer bytes = ByteBuffer.wrap(records.whole).order(ByteOrder.LITTLE_ENDIAN);
        boolean isTable = file.toString().endsWith(".kept");
        while (records.end + 4 <= records.whole.length && bytes.getInt(records.end) > 0) {
            int word = bytes.getInt(records.end);
            if ((word & META_DATA) == 0 && !isTable) {
                records.places.put(bytes.getLong(records.end + 4 + SEQUENCE_AT), records.end);
            }
            isTable = false;
            records.end += 4 + (word & LENGTH) + 3 & -4;
        }
        return records;
    }

    /** Behind the last of them. */
    int end() {
        return end;
    }

    Set<Long> sequences() {
        return Set.copyOf(places.keySet());
    }

    /** Those whose bytes are not in the file any more as they were. */
    Set<Long> bentIn(Path file) throws IOException {
        byte[] now = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        return places.keySet().stream()
                .filter(sequence -> !isWhole(now, places.get(sequence)))
                .collect(Collectors.toSet());
    }

    private boolean isWhole(byte[] now, int at) {
        int length = ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(at) & LENGTH;
        int from = at + 4;
        return now.length >= from + length && Arrays.equals(whole, from, from + length, now, from, from + length);
    }
}
