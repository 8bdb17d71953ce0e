package dev.carillon.delivery.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementTest {
    private static final int GROWN = 1_500_000;

    private final VirtualTime time = new VirtualTime();
    private final VirtualTimers timers = new VirtualTimers(time);
    private final List<DeliverySettled> told = new ArrayList<>();
    private final List<StateEntry> facts = new ArrayList<>();
    private final List<FactSource> sources = new ArrayList<>();

    @TempDir
    private Path folder;

    private DataFolder data;
    private FailingLog log;
    private Settlement settlement;

    @BeforeEach
    void open() throws IOException {
        Map<String, String> environment = Map.of("CARILLON_DATA", folder.toString(), "CARILLON_JOURNAL_SHARDS", "1");
        var config = ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
        data = DataFolders.open(folder, config.journal());
        log = new FailingLog(data.stateLog(0));
        log.replay(facts::add);
        sources.add(new Facts(1, facts::forEach));
        PastTimes past = new PastTimes(time, fact -> settlement.add(fact));
        settlement = new Settlement(log, timers, () -> List.copyOf(sources), told::add, past::look);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void theJournalIsToldOnceTheFactsAreOnDisk() {
        settlement.add(new Delivered(1, 0));
        settlement.release(7, 100, 1);
        settlement.add(new Delivered(1, 1));
        settlement.release(7, 50, 2);
        assertThat(told).isEmpty();

        timers.advance(Duration.ofMillis(5));

        assertThat(told).containsExactly(new DeliverySettled(7, 150, 2));
        assertThat(replayed()).containsExactly(new Delivered(1, 0), new Delivered(1, 1));
    }

    @Test
    void aClockThatWasSetIsInTheFirstWriteByIt() {
        long before = time.now().toEpochMilli();
        time.setAhead(Duration.ofDays(1));

        settlement.add(new Delivered(1, 0));
        settlement.flush();

        assertThat(replayed())
                .containsExactly(
                        new Delivered(1, 0),
                        new StateEntry.TimeSkipped(before, time.now().toEpochMilli()));
    }

    @Test
    void nothingIsToldOfATopicThatIsGone() {
        settlement.release(7, 100, 1);
        settlement.forget(7);
        timers.advance(Duration.ofMillis(5));

        assertThat(told).isEmpty();
    }

    @Test
    void nothingIsFreedWhileTheDiskFailsAndAllOfItAfterwards() {
        log.isFailing = true;
        settlement.add(new Delivered(1, 0));
        settlement.release(7, 100, 1);
        timers.advance(Duration.ofSeconds(3));
        assertThat(told).isEmpty();

        log.isFailing = false;
        facts.add(new SettledBelow(1, 1));
        timers.advance(Duration.ofSeconds(1));

        assertThat(told).containsExactly(new DeliverySettled(7, 100, 1));
        assertThat(replayed()).containsExactly(new SettledBelow(1, 1));
    }

    @Test
    void aLogThatHasGrownIsRewritten() {
        facts.add(new SettledBelow(1, GROWN));

        grow();

        assertThat(replayed()).containsExactly(new SettledBelow(1, GROWN));
    }

    @Test
    void whatHappensDuringARewriteIsKeptAndWhoIsGoneLeftOut() {
        facts.add(new SettledBelow(1, GROWN));
        IntStream.range(0, 3).forEach(i -> sources.add(many(2)));
        sources.add(new Facts(3, to -> {
            settlement.add(new Delivered(1, GROWN + 5));
            settlement.add(new StateEntry.Ended(4));
        }));
        sources.add(many(2));
        sources.add(many(4));
        grow();

        assertThat(replayed())
                .contains(new Delivered(1, GROWN + 5), new StateEntry.Ended(4))
                .doesNotContain(new Delivered(4, 0))
                .hasSize(1 + 4 * 40_000 + 2);
    }

    @Test
    void aRewriteThatFailsLeavesTheLogAsItWasAndIsMadeLater() {
        facts.add(new SettledBelow(1, GROWN));
        IntStream.range(0, 3).forEach(i -> sources.add(many(2)));
        log.isSuccessorFailing = true;
        grow();
        assertThat(replayed()).hasSize(GROWN);

        log.isSuccessorFailing = false;
        for (long sequence = 0; sequence < 70_000; sequence++) {
            settlement.add(new Delivered(1, GROWN + sequence));
        }
        timers.advance(Duration.ofMillis(5));

        assertThat(replayed()).hasSize(1 + 3 * 40_000);
    }

    @Test
    void aRewriteThatTheEndCutsShortIsForgotten() {
        IntStream.range(0, 3).forEach(i -> sources.add(many(2)));
        sources.add(new Facts(3, to -> settlement.close()));
        sources.add(many(2));

        grow();

        assertThat(replayed()).hasSize(GROWN);
    }

    /** Adds so much that the log is rewritten. */
    private void grow() {
        for (long sequence = 0; sequence < GROWN; sequence++) {
            settlement.add(new Delivered(1, sequence));
        }
        timers.advance(Duration.ofMillis(5));
    }

    /** More than a slice. */
    private static FactSource many(long subscriptionNo) {
        return new Facts(
                subscriptionNo,
                to -> IntStream.range(0, 40_000).forEach(i -> to.accept(new Delivered(subscriptionNo, i))));
    }

    private List<StateEntry> replayed() {
        List<StateEntry> all = new ArrayList<>();
        try (StateLog again = data.stateLog(0)) {
            again.replay(all::add);
        }
        return all;
    }

    /** A subscription of which the test says what is true. */
    private record Facts(long subscriptionNo, Consumer<Consumer<StateEntry>> all) implements FactSource {
        @Override
        public void facts(Consumer<StateEntry> consumer) {
            all.accept(consumer);
        }
    }

    /** A real log that will never be in its place. */
    private record Failing(StateLog.Successor successor) implements StateLog.Successor {
        @Override
        public void add(StateEntry fact) {
            successor.add(fact);
        }

        @Override
        public long unforcedBytes() {
            return successor.unforcedBytes();
        }

        @Override
        public void force() {
            throw new UncheckedIOException(new IOException("no space left"));
        }

        @Override
        public void replace() {
            force();
        }

        @Override
        public void abandon() {
            successor.abandon();
        }
    }

    /** A real log on a disk that fails when told to. */
    private static final class FailingLog implements StateLog {
        private final StateLog log;
        private boolean isFailing;
        private boolean isSuccessorFailing;

        FailingLog(StateLog log) {
            this.log = log;
        }

        @Override
        public void replay(Consumer<StateEntry> consumer) {
            log.replay(consumer);
        }

        @Override
        public OptionalLong lastRunMillis() {
            return log.lastRunMillis();
        }

        @Override
        public boolean isDamaged() {
            return log.isDamaged();
        }

        @Override
        public void append(StateEntry entry) {
            check();
            log.append(entry);
        }

        @Override
        public void flush() {
            check();
            log.flush();
        }

        @Override
        public long grownBytes() {
            return log.grownBytes();
        }

        @Override
        public Successor succeed() {
            check();
            Successor successor = log.succeed();
            return isSuccessorFailing ? new Failing(successor) : successor;
        }

        @Override
        public void close() {
            log.close();
        }

        private void check() {
            if (isFailing) {
                throw new UncheckedIOException(new IOException("no space left"));
            }
        }
    }
}
