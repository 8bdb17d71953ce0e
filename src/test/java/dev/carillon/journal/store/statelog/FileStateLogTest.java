package dev.carillon.journal.store.statelog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Ended;
import dev.carillon.journal.store.StateEntry.Reached;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.Replaying;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.SettledRun;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

class FileStateLogTest {
    private static final Disk DISK = new SystemDisk();

    private Path folder = Path.of(".");

    @BeforeTry
    void makeFolder() throws IOException {
        folder = Files.createTempDirectory("state-log");
    }

    @AfterTry
    void deleteFolder() throws IOException {
        Folders.delete(DISK, folder);
    }

    @Property(tries = 50)
    void replaysWhatWasFlushed(@ForAll("frames") @Size(max = 20) List<List<StateEntry>> frames) {
        write(frames);

        assertThat(replay()).isEqualTo(flat(frames));
    }

    /** A crash can leave any part of the last frame; a rotten disk any part of any. */
    @Property(tries = 10)
    void whatIsLeftOfATruncatedLogIsItsWholeFrames(
            @ForAll("frames") @Size(min = 1, max = 5) List<List<StateEntry>> frames) throws IOException {
        List<Long> ends = write(frames);
        byte[] whole = Files.readAllBytes(file());
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            int cut = length;
            long left = ends.stream().filter(end -> end <= cut).count();

            assertThat(replay()).isEqualTo(flat(frames.subList(0, (int) left)));
            assertThat(Files.size(file())).isEqualTo(left == 0 ? 0 : ends.get((int) left - 1));
        }
    }

    @Property(tries = 10)
    void aGarbledByteCostsItsFrameOnlyAndIsFoundOnce(
            @ForAll("frames") @Size(min = 1, max = 4) List<List<StateEntry>> frames) throws IOException {
        List<Long> ends = write(frames);
        byte[] whole = Files.readAllBytes(file());
        for (int place = 0; place < whole.length; place++) {
            byte[] garbled = whole.clone();
            garbled[place] ^= 0x10;
            Files.write(file(), garbled);
            int at = place;
            int hit = (int) ends.stream().filter(end -> end <= at).count();
            List<List<StateEntry>> others = new ArrayList<>(frames);
            others.remove(hit);

            assertThat(replay()).isEqualTo(flat(others));
            try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
                log.replay(entry -> {});
                assertThat(log.isDamaged()).isFalse();
            }
            assertThat(replay()).isEqualTo(flat(others));
        }
    }

    @Example
    void whoExpectsALogIsToldThatItIsEmpty() {
        try (StateLog log = FileStateLog.open(DISK, folder, true, written -> {})) {
            log.replay(entry -> {});
            assertThat(log.isDamaged()).isTrue();
            log.append(new Ended(9));
        }
        try (StateLog log = FileStateLog.open(DISK, folder, true, written -> {})) {
            log.replay(entry -> {});
            assertThat(log.isDamaged()).isFalse();
        }
    }

    @Example
    void goesOnBehindTheLastWholeFrame() throws IOException {
        write(List.of(List.of(new Delivered(1, 1)), List.of(new Delivered(1, 2))));
        Files.write(file(), Arrays.copyOf(Files.readAllBytes(file()), 40));
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            log.append(new Ended(9));
        }

        assertThat(replay()).containsExactly(new Delivered(1, 1), new Ended(9));
    }

    @Example
    void writesAFullFrameAtOnceAndReplaysThousands() {
        List<StateEntry> many = LongStream.range(0, 20_000)
                .<StateEntry>mapToObj(i -> new RetryScheduled(i, 2 * i, 3, 4 * i))
                .toList();
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            many.forEach(log::append);
            assertThat(log.grownBytes()).isGreaterThan(500_000);
        }

        assertThat(replay()).isEqualTo(many);
    }

    @Example
    void aRewrittenLogHoldsItsFactsAndWhatCameAfter() throws IOException {
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            LongStream.range(0, 10_000).forEach(i -> log.append(new Delivered(1, i)));
            log.flush();
            log.append(new Delivered(1, 10_000));
            Rewrite.of(log, new SettledBelow(1, 10_001));
            assertThat(log.grownBytes()).isZero();
            log.append(new Delivered(1, 10_002));
        }

        assertThat(Files.size(file())).isLessThan(100);
        assertThat(replay()).containsExactly(new SettledBelow(1, 10_001), new Delivered(1, 10_002));
    }

    @Example
    void whatIsAppendedDuringARewriteIsInBothLogs() {
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            LongStream.range(0, 10_000).forEach(i -> log.append(new Delivered(1, i)));
            log.flush();
            StateLog.Successor successor = log.succeed();
            successor.add(new SettledBelow(1, 10_000));
            log.append(new Delivered(1, 10_000));
            successor.force();
            log.flush();
            log.append(new Delivered(1, 10_001));
            successor.replace();
            successor.abandon();
            log.append(new Delivered(1, 10_002));
        }

        assertThat(replay())
                .containsExactly(
                        new SettledBelow(1, 10_000),
                        new Delivered(1, 10_000),
                        new Delivered(1, 10_001),
                        new Delivered(1, 10_002));
    }

    @Example
    void aRewriteThatIsGivenUpLeavesNothing() throws IOException {
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            log.append(new Delivered(1, 1));
            log.succeed().abandon();
            StateLog.Successor unfinished = log.succeed();
            unfinished.add(new Ended(1));
            unfinished.force();
        }

        assertThat(replay()).containsExactly(new Delivered(1, 1));
        assertThat(Files.exists(folder.resolve("deliveries.slog.new"))).isFalse();
    }

    @Example
    void aRewriteThatACrashCutShortChangesNothing() throws IOException {
        write(List.of(List.of(new Delivered(1, 1))));
        Files.write(folder.resolve("deliveries.slog.new"), new byte[] {1, 2, 3});

        assertThat(replay()).containsExactly(new Delivered(1, 1));
        assertThat(DISK.list(folder)).containsExactly(file());
    }

    @Example
    void refusesToBeWrittenBeforeItWasReplayed() {
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            assertThatThrownBy(() -> log.append(new Ended(1))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Provide
    Arbitrary<List<List<StateEntry>>> frames() {
        Arbitrary<Long> numbers = Arbitraries.longs().between(0, (1L << 56) - 1);
        Arbitrary<Long> any = Arbitraries.longs();
        Arbitrary<StateEntry> entries = Arbitraries.oneOf(
                Combinators.combine(numbers, any).as(Delivered::new),
                Combinators.combine(numbers, any, Arbitraries.of(DropReason.class))
                        .as(Dropped::new),
                Combinators.combine(numbers, any, Arbitraries.integers(), any).as(RetryScheduled::new),
                Combinators.combine(numbers, any).as(SettledBelow::new),
                Combinators.combine(numbers, Arbitraries.integers(), any).as(BreakerOpen::new),
                numbers.map(BreakerClosed::new),
                Combinators.combine(numbers, any, Arbitraries.integers()).as(SettledRun::new),
                Combinators.combine(
                                numbers,
                                any,
                                Arbitraries.of(DropReason.class),
                                Arbitraries.integers(),
                                any,
                                any,
                                Arbitraries.integers(),
                                Arbitraries.of("", "timeout", "0123456789abcdef"))
                        .as((no, sequence, reason, attempts, due, began, status, error) ->
                                new Redriving(no, sequence, reason, attempts, due, began, status, error, attempts + 1)),
                Combinators.combine(numbers, any, any, any, Arbitraries.of(true, false))
                        .as(Replaying::new),
                numbers.map(Ended::new),
                Combinators.combine(numbers, any).as(Reached::new));
        return entries.list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(20);
    }

    /** Writes each list as one frame, and says where each frame ends. */
    private List<Long> write(List<List<StateEntry>> frames) {
        List<Long> ends = new ArrayList<>();
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entry -> {});
            for (List<StateEntry> frame : frames) {
                frame.forEach(log::append);
                log.flush();
                ends.add(log.grownBytes());
            }
        }
        return ends;
    }

    private List<StateEntry> replay() {
        List<StateEntry> entries = new ArrayList<>();
        try (StateLog log = FileStateLog.open(DISK, folder, false, written -> {})) {
            log.replay(entries::add);
        }
        return entries;
    }

    private Path file() {
        return folder.resolve("deliveries.slog");
    }

    private static List<StateEntry> flat(List<List<StateEntry>> frames) {
        return frames.stream().flatMap(List::stream).toList();
    }
}
