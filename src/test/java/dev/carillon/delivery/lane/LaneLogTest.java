package dev.carillon.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.delivery.retry.Redrive;
import dev.carillon.delivery.retry.WaitingRetries;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.LoggedTimes;
import dev.carillon.delivery.state.PastTimes;
import dev.carillon.delivery.state.Settlement;
import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.push.DeadLetter;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaneLogTest {
    private final VirtualTime time = new VirtualTime();

    @TempDir
    private Path folder;

    private DataFolder data;
    private LaneCursor cursor;
    private LaneLog log;

    @BeforeEach
    void open() throws IOException {
        Map<String, String> environment = Map.of("CARILLON_DATA", folder.toString(), "CARILLON_JOURNAL_SHARDS", "1");
        var config = ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
        data = DataFolders.open(folder, config.journal());
        StateLog file = data.stateLog(0);
        file.replay(fact -> {});
        LaneState state = new LaneState();
        state.add(new RetryScheduled(1, 3, 2, now()));
        state.add(new RetryScheduled(1, 5, 4, now() + 1_000));
        cursor = new LaneCursor(
                new LoggedTimes(time, new PastTimes(time, fact -> {})), state, 60_000, new WaitingRetries());
        log = new LaneLog(
                1,
                cursor,
                new Settlement(file, new VirtualTimers(time), List::of, told -> {}, () -> {}),
                new UntriedInGroups(cursor, () -> 0, sequence -> Optional.empty(), new WaitingRetries()));
    }

    @AfterEach
    void close() throws IOException {
        data.close();
    }

    @Test
    void aRetryThatIsUnderWayKeepsItsAttempts() {
        log.retryBegins();

        assertThat(facts())
                .containsExactlyInAnyOrder(
                        new SettledBelow(1, 0),
                        new RetryScheduled(1, 3, 2, now()),
                        new RetryScheduled(1, 5, 4, now() + 1_000));
    }

    @Test
    void aRetryThatHasEndedIsSettled() {
        log.begunAt(3);
        log.retryBegins();
        log.delivered(3);
        log.retryBegins();
        log.dropped(5, DropReason.EXHAUSTED);

        assertThat(facts()).containsExactly(new SettledBelow(1, 4), new StateEntry.Delivered(1, 5));
    }

    @Test
    void nothingBelowTheBeginWaits() {
        log.begunAt(4);

        assertThat(cursor.retries().size()).isEqualTo(1);
        assertThat(cursor.retries().firstSequence()).isEqualTo(5);
    }

    @Test
    void nothingWaitsThatTheJournalLost() {
        assertThat(cursor.endSeq()).isEqualTo(6);
        cursor.endAt(5);

        assertThat(cursor.retries().size()).isEqualTo(1);
        assertThat(cursor.retries().firstSequence()).isEqualTo(3);
        cursor.skipRead(10);
        log.begunAt(4);
        cursor.skipRead(10);
        assertThat(cursor.readMark()).isEqualTo(4);
    }

    @Test
    void whatIsOnItsWayToTheQueueIsSaidInPlaceOfItsRetry() {
        long nanos = time.nanoTime();
        log.retryBegins();
        Redrive redrive = new Redrive(3, DropReason.EXHAUSTED, new DeadLetter(503, "status", 3), nanos, 0, nanos);

        cursor.redrives().add(redrive);
        log.redriving(redrive);
        cursor.redrives().beginFirst();

        assertThat(facts())
                .containsExactlyInAnyOrder(
                        new SettledBelow(1, 0),
                        new RetryScheduled(1, 5, 4, now() + 1_000),
                        new Redriving(1, 3, DropReason.EXHAUSTED, 0, now(), now(), 503, "status", 3));
    }

    private List<StateEntry> facts() {
        List<StateEntry> facts = new ArrayList<>();
        log.facts(facts::add);
        return facts;
    }

    private long now() {
        return time.now().toEpochMilli();
    }
}
