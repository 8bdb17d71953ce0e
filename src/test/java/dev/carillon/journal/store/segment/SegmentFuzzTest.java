package dev.carillon.journal.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.record.MendedBytes;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.record.RecordDecoder;
import dev.carillon.journal.store.record.RecordEncoder;
import dev.carillon.testing.Allocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a topic's file is - one that is being written, a sealed or a kept one - its records are read, or said to be damaged
 * or absent. Each input is read as it is and with the checksums in its documents mended, behind which chance alone would
 * never come.
 */
@Timeout(10)
class SegmentFuzzTest {
    private static final long TOPIC_NO = 7;
    private static final int WORD_BYTES = 4;
    private static final SegmentName NAME = SegmentName.written(0);

    @TempDir
    static Path folder;

    static Stream<byte[]> files() {
        RecordEncoder encoder = new RecordEncoder(TOPIC_NO);
        byte[][] records = Stream.of(5L, 6L, 7L, 1L << 40, Long.MAX_VALUE)
                .map(seq -> encoder.encode(seq, Instant.EPOCH, Publications.plain("hello " + seq)))
                .toArray(byte[][]::new);
        byte[] table = new KeptTable(3, 9, List.of(5L, 6L, 7L)).encode(TOPIC_NO);
        byte[] bent = records[1].clone();
        bent[bent.length - 1] ^= 1;
        return Stream.of(
                file(records[0], records[1], records[2]),
                file(table, records[0], records[1], records[2]),
                file(records[1], table),
                file(bent, records[0], records[3]),
                file(records[4], records[0]),
                file(new KeptTable(3, Long.MAX_VALUE, List.of(5L)).encode(TOPIC_NO), records[0]));
    }

    @MethodSource("files")
    @FuzzTest
    void readsAnyFile(byte[] bytes) throws Exception {
        for (SegmentName name : List.of(NAME, NAME.sealed(), NAME.kept(1))) {
            readFile(name, bytes);
            readFile(name, mended(bytes));
        }
    }

    private static void readFile(SegmentName name, byte[] bytes) throws Exception {
        Files.write(name.in(folder), bytes);
        try (Segment segment = Segment.of(folder, name, new RecordDecoder(TOPIC_NO))) {
            int found = Allocation.inProportion(bytes.length, () -> readAll(segment, bytes.length));
            assertThat(found).isLessThanOrEqualTo(bytes.length / RecordDecoder.LEAST_BYTES);
        }
    }

    /** No sequence is looked at that no file of this length could hold. */
    private static int readAll(Segment segment, int length) {
        if (segment.firstSeq().isEmpty()) {
            return 0;
        }
        long first = segment.firstSeq().getAsLong();
        long next = segment.nextSeq().orElseThrow();
        assertThat(next).isGreaterThanOrEqualTo(first);
        int found = 0;
        for (long sequence = first; sequence < Math.min(next, first + length); sequence++) {
            ReadOutcome outcome = segment.read(sequence);
            if (outcome instanceof ReadOutcome.Found read) {
                assertThat(read.record().sequence()).isEqualTo(sequence);
                assertThat(segment.copy(sequence)).isPresent();
                found++;
            }
        }
        assertThat(segment.read(next)).isNotInstanceOf(ReadOutcome.Found.class);
        assertThat(segment.coveredEnd().orElse(next)).isEqualTo(next);
        return found;
    }

    private static byte[] file(byte[]... documents) {
        ByteBuffer file = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        for (byte[] document : documents) {
            file.putInt(document.length).put(document);
            file.position((file.position() + WORD_BYTES - 1) & -WORD_BYTES);
        }
        return MendedBytes.written(file);
    }

    /** The documents one behind another as long as their words are right. */
    private static byte[] mended(byte[] bytes) {
        byte[] mended = bytes.clone();
        ByteBuffer words = ByteBuffer.wrap(mended).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at + WORD_BYTES < bytes.length) {
            int length = words.getInt(at);
            int from = at + WORD_BYTES;
            if (length <= 0 || length > bytes.length - from) {
                break;
            }
            words.put(from, MendedBytes.ofRecord(Arrays.copyOfRange(mended, from, from + length)));
            at = (from + length + WORD_BYTES - 1) & -WORD_BYTES;
        }
        return mended;
    }
}
