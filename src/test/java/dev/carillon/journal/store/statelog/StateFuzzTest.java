package dev.carillon.journal.store.statelog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.disk.BytesFile;
import dev.carillon.journal.store.record.MendedBytes;
import dev.carillon.testing.Allocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes of a state log are, reading them gives what they hold or says that they hold nothing. Each
 * input is read as it is and with its checksum mended, behind which chance alone would never come.
 */
@Timeout(10)
class StateFuzzTest {
    private static final long TOPIC_NO = 7;

    static Stream<byte[]> states() {
        ByteBuffer entries = ByteBuffer.allocate(4_096).order(ByteOrder.LITTLE_ENDIAN);
        List<StateEntry> all = List.of(
                new StateEntry.Delivered(1, 2),
                new StateEntry.Dropped(1, 3, DropReason.EXHAUSTED),
                new StateEntry.RetryScheduled(1, 4, 2, 1_700_000_000_000L),
                new StateEntry.SettledBelow(1, 2),
                new StateEntry.SettledRun(1, 5, 9),
                new StateEntry.BreakerOpen(2, 1_000, 1_700_000_000_000L),
                new StateEntry.BreakerClosed(2),
                new StateEntry.Reached(TOPIC_NO, 12),
                new StateEntry.Redriving(1, 6, DropReason.PERMANENT, 2, 1_700_000_000_000L, 1, 404, "status", 3),
                new StateEntry.Replaying(1, 1_700_000_000_000L, 3, 9, true),
                new StateEntry.TimeSkipped(1, 1_700_000_000_000L),
                new StateEntry.Ended(2));
        entries.position(StateFrame.HEADER_BYTES);
        all.forEach(entry -> StateEntryCodec.write(entry, entries));
        entries.putInt(0, entries.position() - StateFrame.HEADER_BYTES).putInt(8, all.size());
        return Stream.of(MendedBytes.between(MendedBytes.written(entries), 4, 8, Integer.MAX_VALUE));
    }

    @MethodSource("states")
    @FuzzTest
    void readsAnyStateLog(byte[] bytes) throws Exception {
        readStates(bytes);
        readStates(MendedBytes.between(bytes, 4, 8, Integer.MAX_VALUE));
    }

    private static void readStates(byte[] bytes) throws Exception {
        StateFrames frames = Allocation.inProportion(bytes.length, () -> {
            StateFrames reading = new StateFrames(new BytesFile(bytes));
            assertThat(count(reading)).isLessThanOrEqualTo(bytes.length / StateEntryCodec.MIN_BYTES);
            return reading;
        });
        assertThat(frames.end()).isBetween(0L, (long) bytes.length);
        assertThat(frames.lostBytes()).isBetween(0L, (long) bytes.length);
        assertThat(frames.isTornEnd() || frames.end() < bytes.length).isTrue();
    }

    private static int count(StateFrames frames) throws IOException {
        int entries = 0;
        for (Optional<List<StateEntry>> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            entries += frame.get().size();
        }
        return entries;
    }
}
