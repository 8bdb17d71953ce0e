package dev.carillon.journal.store.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.record.MendedBytes;
import dev.carillon.testing.Allocation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes at the head of a kept file are, reading them gives what they hold or says that they hold nothing. Each
 * input is read as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class KeptTableFuzzTest {
    private static final long TOPIC_NO = 7;

    static Stream<byte[]> tables() {
        return Stream.of(
                        new KeptTable(5, 9, List.of(5L, 7L)),
                        new KeptTable(0, 0, List.of()),
                        new KeptTable(5, 9, List.of(7L, 5L)))
                .map(table -> table.encode(TOPIC_NO));
    }

    @MethodSource("tables")
    @FuzzTest
    void readsAnyTableOfAKeptFile(byte[] bytes) throws Exception {
        readTable(bytes);
        readTable(MendedBytes.ofRecord(bytes));
    }

    private static void readTable(byte[] bytes) throws Exception {
        Optional<KeptTable> table = Allocation.inProportion(bytes.length, () -> KeptTable.decode(bytes, TOPIC_NO));
        assertThat(table.map(found -> KeptTable.lengthOf(found.sequences().size())))
                .isIn(Optional.empty(), Optional.of(bytes.length));
        table.ifPresent(found -> assertThat(found.sequences())
                .isSorted()
                .doesNotHaveDuplicates()
                .allMatch(sequence -> sequence >= found.firstSeq() && sequence < found.endSeq()));
    }
}
