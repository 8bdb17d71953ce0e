package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.journal.store.DataFolder;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Acknowledged;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateLog;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettlementTest {
    private final VirtualTime time = new VirtualTime();
    private final VirtualTimers timers = new VirtualTimers(time);
    private final List<DeliverySettled> told = new ArrayList<>();
    private final List<StateEntry> facts = new ArrayList<>();

    @TempDir
    private Path folder;

    private DataFolder data;
    private FailingLog log;
    private Settlement settlement;

    @BeforeEach
    void open() throws IOException {
        Map<String, String> environment = Map.of("CARILLON_DATA", folder.toString());
        var config = ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
        data = DataFolder.open(folder, config.journal());
        log = new FailingLog(data.stateLog(0));
        log.replay(facts::add);
        settlement = new Settlement(log, timers, facts, told::add);
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void theJournalIsToldOnceTheFactsAreOnDisk() {
        settlement.add(new Acknowledged(1, 0));
        settlement.release(7, 100, 1);
        settlement.add(new Acknowledged(1, 1));
        settlement.release(7, 50, 2);
        assertThat(told).isEmpty();

        timers.advance(Duration.ofMillis(5));

        assertThat(told).containsExactly(new DeliverySettled(7, 150, 2));
        assertThat(replayed()).containsExactly(new Acknowledged(1, 0), new Acknowledged(1, 1));
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
        settlement.add(new Acknowledged(1, 0));
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
        facts.add(new SettledBelow(1, 1_500_000));
        for (long sequence = 0; sequence < 1_500_000; sequence++) {
            settlement.add(new Acknowledged(1, sequence));
        }
        timers.advance(Duration.ofMillis(5));

        assertThat(replayed()).containsExactly(new SettledBelow(1, 1_500_000));
    }

    private List<StateEntry> replayed() {
        List<StateEntry> all = new ArrayList<>();
        try (StateLog again = data.stateLog(0)) {
            again.replay(all::add);
        }
        return all;
    }

    /** A real log on a disk that fails when told to. */
    private static final class FailingLog implements StateLog {
        private final StateLog log;
        private boolean isFailing;

        FailingLog(StateLog log) {
            this.log = log;
        }

        @Override
        public void replay(Consumer<StateEntry> consumer) {
            log.replay(consumer);
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
        public long sizeBytes() {
            return log.sizeBytes();
        }

        @Override
        public void rewrite(Iterable<StateEntry> entries) {
            check();
            log.rewrite(entries);
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
