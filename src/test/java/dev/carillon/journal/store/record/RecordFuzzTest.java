package dev.carillon.journal.store.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.testing.Allocation;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a record are, reading them gives what they hold or says that they hold nothing. Each
 * input is read as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class RecordFuzzTest {
    private static final long TOPIC_NO = 7;
    private static final long SEQUENCE = 42;

    static Stream<byte[]> records() {
        RecordEncoder encoder = new RecordEncoder(TOPIC_NO);
        return Stream.of(Publications.plain("hello"), Publications.full("{\"default\":\"hello\"}"))
                .map(publication -> encoder.encode(SEQUENCE, Instant.EPOCH, publication));
    }

    @MethodSource("records")
    @FuzzTest
    void readsAnyRecord(byte[] bytes) throws Exception {
        readRecord(bytes);
        readRecord(MendedBytes.ofRecord(bytes));
    }

    private static void readRecord(byte[] bytes) throws Exception {
        ReadOutcome outcome =
                Allocation.inProportion(bytes.length, () -> new RecordDecoder(TOPIC_NO).decode(bytes, SEQUENCE));
        if (outcome instanceof ReadOutcome.Found found) {
            assertThat(found.record().publication().message().lengthBytes()).isLessThan(bytes.length);
        } else {
            assertThat(outcome).isInstanceOf(ReadOutcome.Damaged.class);
        }
    }
}
