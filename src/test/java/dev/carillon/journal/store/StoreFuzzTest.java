package dev.carillon.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.testing.Allocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes in a file are, reading them gives what they hold or says that they hold nothing. Each input is read
 * as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class StoreFuzzTest {
    private static final long TOPIC_NO = 7;
    private static final long SEQUENCE = 42;
    private static final long SEGMENT_NO = 3;

    static Stream<byte[]> records() {
        RecordEncoder encoder = new RecordEncoder(TOPIC_NO);
        return Stream.of(Publications.plain("hello"), Publications.full("{\"default\":\"hello\"}"))
                .map(publication -> encoder.encode(SEQUENCE, Instant.EPOCH, publication));
    }

    static Stream<byte[]> tables() {
        return Stream.of(new KeptTable(5, 9, List.of(5L, 7L)), new KeptTable(0, 0, List.of()))
                .map(table -> table.encode(TOPIC_NO));
    }

    static Stream<byte[]> logs() {
        ByteBuffer log = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        records().forEach(record -> LogFrame.of(TOPIC_NO, SEQUENCE, record).write(SEGMENT_NO, log));
        LogFrame.free(TOPIC_NO, 1, 5).write(SEGMENT_NO, log);
        return Stream.of(written(log.putLong(0)));
    }

    static Stream<byte[]> states() {
        ByteBuffer entries = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        List<StateEntry> all = List.of(
                new StateEntry.Acknowledged(1, 2),
                new StateEntry.Dropped(1, 3, DropReason.EXHAUSTED),
                new StateEntry.RetryScheduled(1, 4, 2, 1_700_000_000_000L),
                new StateEntry.SettledBelow(1, 2),
                new StateEntry.SettledRun(1, 5, 9),
                new StateEntry.BreakerOpen(2, 1_000, 1_700_000_000_000L),
                new StateEntry.BreakerClosed(2),
                new StateEntry.Reached(TOPIC_NO, 12),
                new StateEntry.Ended(2));
        entries.position(StateFrame.HEADER_BYTES);
        all.forEach(entry -> StateEntryCodec.write(entry, entries));
        entries.putInt(0, entries.position() - StateFrame.HEADER_BYTES).putInt(8, all.size());
        return Stream.of(mended(written(entries), 4, 8, Integer.MAX_VALUE));
    }

    @MethodSource("records")
    @FuzzTest
    void readsAnyRecord(byte[] bytes) throws Exception {
        readRecord(bytes);
        readRecord(mendedRecord(bytes));
    }

    @MethodSource("tables")
    @FuzzTest
    void readsAnyTableOfAKeptFile(byte[] bytes) throws Exception {
        readTable(bytes);
        readTable(mendedRecord(bytes));
    }

    @MethodSource("logs")
    @FuzzTest
    void readsAnyLog(byte[] bytes) throws Exception {
        readLog(bytes);
        readLog(mended(bytes, 4, 8, 40));
    }

    @MethodSource("states")
    @FuzzTest
    void readsAnyStateLog(byte[] bytes) throws Exception {
        readStates(bytes);
        readStates(mended(bytes, 4, 8, Integer.MAX_VALUE));
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

    private static void readTable(byte[] bytes) throws Exception {
        Optional<KeptTable> table = Allocation.inProportion(bytes.length, () -> KeptTable.decode(bytes, TOPIC_NO));
        assertThat(table.map(found -> KeptTable.lengthOf(found.sequences().size())))
                .isIn(Optional.empty(), Optional.of(bytes.length));
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

    private static void readStates(byte[] bytes) throws Exception {
        StateFrames frames = Allocation.inProportion(bytes.length, () -> {
            StateFrames reading = new StateFrames(new BytesFile(bytes));
            assertThat(count(reading)).isLessThanOrEqualTo(bytes.length / StateEntryCodec.MIN_BYTES);
            return reading;
        });
        assertThat(frames.end()).isBetween(0L, (long) bytes.length);
        assertThat(frames.lostBytes()).isBetween(0L, (long) bytes.length);
        assertThat(frames.isTornEnd()).isIn(true, false);
    }

    private static int count(StateFrames frames) throws IOException {
        int entries = 0;
        for (Optional<List<StateEntry>> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            entries += frame.get().size();
        }
        return entries;
    }

    private static byte[] mendedRecord(byte[] bytes) {
        if (bytes.length < RecordLayout.HEADER_BYTES) {
            return bytes;
        }
        byte[] mended = bytes.clone();
        littleEndian(mended).putInt(RecordLayout.CRC_AT, Checksum.ofRecord(mended));
        return mended;
    }

    /** With the checksum at a place that is right for what is before it and for what is between two others. */
    private static byte[] mended(byte[] bytes, int place, int from, int to) {
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

    private static byte[] written(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
