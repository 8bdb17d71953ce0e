package dev.carillon.journal.store.wal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.disk.BytesFile;
import dev.carillon.journal.store.record.MendedBytes;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.journal.store.record.RecordEncoder;
import dev.carillon.testing.Allocation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a write-ahead log are, reading them gives what they hold or says that they hold nothing. Each
 * input is read as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class LogFuzzTest {
    private static final long TOPIC_NO = 7;
    private static final long SEQUENCE = 42;
    private static final long SEGMENT_NO = 3;

    static Stream<byte[]> logs() {
        ByteBuffer log = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        RecordEncoder encoder = new RecordEncoder(TOPIC_NO);
        Stream.of(Publications.plain("hello"), Publications.full("{\"default\":\"hello\"}"))
                .map(publication -> encoder.encode(SEQUENCE, Instant.EPOCH, publication))
                .forEach(record -> LogFrame.of(TOPIC_NO, SEQUENCE, record).write(SEGMENT_NO, log));
        LogFrame.free(TOPIC_NO, 1, 5).write(SEGMENT_NO, log);
        return Stream.of(MendedBytes.written(log.putLong(0)));
    }

    @MethodSource("logs")
    @FuzzTest
    void readsAnyLog(byte[] bytes) throws Exception {
        readLog(bytes);
        readLog(MendedBytes.between(bytes, 4, 8, 40));
    }

    private static void readLog(byte[] bytes) throws Exception {
        for (boolean isFollowed : new boolean[] {true, false}) {
            int frames = Allocation.inProportion(bytes.length, () -> {
                LogReader reader = new LogReader(new BytesFile(bytes), SEGMENT_NO, isFollowed);
                int count = 0;
                while (reader.next().isPresent()) {
                    count++;
                }
                return count;
            });
            assertThat(frames).isLessThanOrEqualTo(bytes.length / LogFrame.HEADER_BYTES);
        }
    }
}
