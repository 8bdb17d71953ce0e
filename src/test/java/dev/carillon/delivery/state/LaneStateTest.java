package dev.carillon.delivery.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.SettledRun;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneStateTest {
    private static final StateEntry OPEN = new BreakerOpen(7, 2_000, 1_500);

    @Test
    void saysForARewrittenLogAllThatTheOldOneSaid() {
        LaneState state = stateOf(List.of(
                new SettledBelow(7, 10),
                new RetryScheduled(7, 10, 1, 500),
                new Delivered(7, 12),
                new Dropped(7, 14, DropReason.PERMANENT),
                new RetryScheduled(7, 13, 2, 900),
                OPEN));

        List<StateEntry> facts = facts(state);

        assertThat(facts)
                .containsExactlyInAnyOrder(
                        new SettledBelow(7, 10),
                        new SettledRun(7, 12, 1),
                        new SettledRun(7, 14, 1),
                        new RetryScheduled(7, 10, 1, 500),
                        new RetryScheduled(7, 13, 2, 900),
                        OPEN);
        assertThat(facts(stateOf(facts))).containsExactlyInAnyOrderElementsOf(facts);
    }

    @Test
    void whatIsOnItsWayToTheQueueIsNoRetryAnyMore() {
        Redriving redriving = new Redriving(7, 1, DropReason.EXHAUSTED, 2, 900, 500, 503, "status", 4);

        LaneState state = stateOf(List.of(
                new RetryScheduled(7, 1, 3, 400),
                new Redriving(7, 1, DropReason.EXHAUSTED, 1, 700, 500, 503, "status", 4),
                redriving,
                new Redriving(7, 2, DropReason.PERMANENT, 0, 700, 700, 404, "status", 1),
                new Dropped(7, 2, DropReason.REDRIVEN)));

        List<StateEntry> facts = facts(state);
        assertThat(facts).containsExactlyInAnyOrder(new SettledBelow(7, 0), new SettledRun(7, 2, 1), redriving);
        assertThat(facts(stateOf(facts))).containsExactlyInAnyOrderElementsOf(facts);
    }

    private static LaneState stateOf(List<StateEntry> log) {
        LaneState state = new LaneState();
        log.forEach(state::add);
        return state;
    }

    private static List<StateEntry> facts(LaneState state) {
        List<StateEntry> facts = new ArrayList<>();
        state.facts(7, facts::add);
        return facts;
    }
}
