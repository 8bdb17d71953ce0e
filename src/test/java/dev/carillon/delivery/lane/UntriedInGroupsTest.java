package dev.carillon.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.record.RecordKey;
import dev.carillon.delivery.retry.WaitingRetries;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.LoggedTimes;
import dev.carillon.delivery.state.PastTimes;
import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.testing.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UntriedInGroupsTest {
    private static final long DAY_MILLIS = 86_400_000;

    private final VirtualTime time = new VirtualTime();
    private final WaitingRetries waiting = new WaitingRetries();
    private final LaneState state = new LaneState();
    private final Set<Long> hidden = new HashSet<>();
    private final Set<Long> damaged = new HashSet<>();
    private List<String> groups = List.of();
    private int reads;

    @Test
    void oneOfEachGroupGoesAndTheNextWhenItIsSettled() {
        UntriedInGroups untried = untried("a", "a", "b", "a", "b");

        assertThat(takeAll(untried)).containsExactly(0L, 2L);
        assertThat(untried.held()).isEqualTo(3);
        untried.onSettled(2);
        assertThat(takeAll(untried)).containsExactly(4L);
        untried.onSettled(0);
        assertThat(takeAll(untried)).containsExactly(1L);
        untried.onSettled(1);
        untried.onSettled(4);
        assertThat(takeAll(untried)).containsExactly(3L);
        assertThat(untried.held()).isZero();
    }

    @Test
    void whatBeginsLaterLeavesNothingHeldBehindWhatIsGone() {
        UntriedInGroups untried = untried("a", "a", "b", "a", "b");
        assertThat(takeAll(untried)).containsExactly(0L, 2L);

        untried.beginAt(3);

        assertThat(takeAll(untried)).containsExactly(3L, 4L);
        assertThat(untried.held()).isZero();
        untried.onSettled(0);
        assertThat(takeAll(untried)).isEmpty();
    }

    @Test
    void readsNoFurtherThanItHasTo() {
        UntriedInGroups untried = untried("a", "b", "c");

        assertThat(untried.next()).isZero();
        assertThat(untried.next()).isZero();

        assertThat(reads).isEqualTo(1);
    }

    @Test
    void looksAheadForOtherGroupsBoundedlyFar() {
        String[] many = new String[UntriedInGroups.MOST_HELD + 3];
        Arrays.fill(many, "stuck");
        many[UntriedInGroups.MOST_HELD] = "within";
        many[UntriedInGroups.MOST_HELD + 2] = "beyond";
        UntriedInGroups untried = untried(many);

        assertThat(takeAll(untried)).containsExactly(0L, (long) UntriedInGroups.MOST_HELD);
        assertThat(untried.held()).isEqualTo(UntriedInGroups.MOST_HELD);
        assertThat(waiting.shown()).isEqualTo(UntriedInGroups.MOST_HELD);

        untried.onSettled(0);
        assertThat(takeAll(untried)).containsExactly(1L, UntriedInGroups.MOST_HELD + 2L);
        untried.end();
        assertThat(waiting.shown()).isZero();
    }

    @Test
    void waitsForAMessageThatCannotBeReadYet() {
        UntriedInGroups untried = untried("a", "a", "b");
        hidden.add(1L);

        assertThat(takeAll(untried)).containsExactly(0L);
        hidden.clear();
        assertThat(takeAll(untried)).containsExactly(2L);
    }

    @Test
    void givesWhatIsDamagedUpAtOnceSinceItsGroupIsNotKnown() {
        damaged.add(1L);
        UntriedInGroups untried = untried("a", "a", "a");

        assertThat(takeAll(untried)).containsExactly(0L, 1L);
        untried.onSettled(1);
        assertThat(takeAll(untried)).isEmpty();
        untried.onSettled(0);
        assertThat(takeAll(untried)).containsExactly(2L);
    }

    @Test
    void afterARestartOthersWaitBehindWhatWaitsForARetryOrForTheQueue() {
        state.add(new StateEntry.RetryScheduled(1, 1, 2, 0));
        state.add(new StateEntry.Redriving(1, 2, DropReason.PERMANENT, 0, 0, 0, 404, "status", 1));
        UntriedInGroups untried = untried("a", "b", "c", "c", "b", "a");
        hidden.add(2L);
        assertThat(untried.isReady()).isFalse();
        assertThat(takeAll(untried)).isEmpty();

        hidden.clear();
        assertThat(untried.isReady()).isTrue();
        assertThat(takeAll(untried)).containsExactly(0L);
        untried.onSettled(2);
        assertThat(takeAll(untried)).containsExactly(3L);
        untried.onSettled(1);
        untried.onSettled(0);
        assertThat(takeAll(untried)).containsExactly(4L, 5L);
    }

    /** As with a state log that lost a frame in its middle: the first was settled, and nobody knows. */
    @Test
    void aRetryBehindOneOfItsGroupBeginsAnew() {
        state.add(new StateEntry.RetryScheduled(1, 1, 2, 0));
        UntriedInGroups untried = untried("a", "a");

        assertThat(takeAll(untried)).containsExactly(0L);
        untried.onSettled(0);
        assertThat(takeAll(untried)).containsExactly(1L);
    }

    private UntriedInGroups untried(String... ofMessages) {
        groups = List.of(ofMessages);
        LaneCursor cursor =
                new LaneCursor(new LoggedTimes(time, new PastTimes(time, fact -> {})), state, DAY_MILLIS, waiting);
        return new UntriedInGroups(cursor, groups::size, this::read, waiting);
    }

    private Optional<LoadedRecord> read(long sequence) {
        reads++;
        if (hidden.contains(sequence)) {
            return Optional.empty();
        }
        RecordKey key = new RecordKey(1, sequence);
        return Optional.of(damaged.contains(sequence) ? LoadedRecord.damaged(key) : found(key));
    }

    private LoadedRecord found(RecordKey key) {
        String group = groups.get((int) key.sequence());
        Publication publication =
                new Publication(UUID.randomUUID(), "", MessageText.of("m"), false, List.of(), group, "d", "");
        return LoadedRecord.found(key, new JournalRecord(key.sequence(), Instant.EPOCH, 1, publication), 0);
    }

    private static List<Long> takeAll(UntriedInGroups untried) {
        List<Long> taken = new ArrayList<>();
        for (long next = untried.next(); next != Untried.NONE; next = untried.next()) {
            taken.add(next);
            untried.take();
        }
        return taken;
    }
}
