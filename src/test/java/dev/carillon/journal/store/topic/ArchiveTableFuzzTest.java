package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.ArchiveNote;
import dev.carillon.journal.store.FileFacts;
import dev.carillon.journal.store.record.MendedBytes;
import dev.carillon.journal.store.segment.SegmentName;
import dev.carillon.testing.Allocation;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a topic's archive table are, reading them gives what they hold or says that they hold nothing. Each
 * input is read as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class ArchiveTableFuzzTest {
    private static final long TOPIC_NO = 7;

    static Stream<byte[]> tables() {
        ArchiveNote note = new ArchiveNote(1_768_473_000_123L, 5);
        SegmentName written = SegmentName.written(3);
        return Stream.of(
                        new ArchiveTable(note, Map.of()),
                        new ArchiveTable(note, Map.of(written.sealed(), new FileFacts(5, 9, 4, 400, 1, 2))),
                        new ArchiveTable(note, Map.of(written.kept(2), new FileFacts(0, 9, 0, 0, 0, 0))))
                .map(table -> table.encode(TOPIC_NO));
    }

    @MethodSource("tables")
    @FuzzTest
    void readsAnyArchiveTable(byte[] bytes) throws Exception {
        readTable(bytes);
        readTable(MendedBytes.ofRecord(bytes));
    }

    /** What was read is written as what is read again: a table is written anew with what is known of its files. */
    private static void readTable(byte[] bytes) throws Exception {
        Optional<ArchiveTable> table =
                Allocation.inProportion(bytes.length, () -> ArchiveTable.decode(bytes, TOPIC_NO));
        assertThat(table.flatMap(read -> ArchiveTable.decode(read.encode(TOPIC_NO), TOPIC_NO)))
                .isEqualTo(table);
    }
}
