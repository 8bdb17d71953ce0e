package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Ended;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.SettledRun;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a state log says of one subscription, read a second time for the tests. */
final class LoggedState {
    private final Set<Long> settled = new HashSet<>();
    private final Map<Long, RetryScheduled> retries = new HashMap<>();
    private final Map<Long, Redriving> redrives = new HashMap<>();
    private @Nullable BreakerOpen breaker;
    private long below;

    /** Of all subscriptions. */
    static Map<Long, LoggedState> of(List<StateEntry> entries) {
        Map<Long, LoggedState> states = new HashMap<>();
        for (StateEntry entry : entries) {
            if (entry instanceof Ended) {
                states.remove(entry.subscriptionNo());
            } else {
                states.computeIfAbsent(entry.subscriptionNo(), no -> new LoggedState())
                        .add(entry);
            }
        }
        return states;
    }

    long below() {
        return below;
    }

    boolean isSettled(long sequence) {
        return sequence < below || settled.contains(sequence);
    }

    Optional<RetryScheduled> retry(long sequence) {
        return isSettled(sequence) ? Optional.empty() : Optional.ofNullable(retries.get(sequence));
    }

    Optional<Redriving> redriving(long sequence) {
        return isSettled(sequence) ? Optional.empty() : Optional.ofNullable(redrives.get(sequence));
    }

    Optional<BreakerOpen> breaker() {
        return Optional.ofNullable(breaker);
    }

    private void add(StateEntry entry) {
        if (entry instanceof Delivered delivered) {
            settled.add(delivered.sequence());
        } else if (entry instanceof Dropped dropped) {
            settled.add(dropped.sequence());
        } else if (entry instanceof SettledRun run) {
            for (int i = 0; i < run.count(); i++) {
                settled.add(run.sequence() + i);
            }
        } else if (entry instanceof SettledBelow all) {
            below = Math.max(below, all.sequence());
        } else if (entry instanceof RetryScheduled retry) {
            retries.put(retry.sequence(), retry);
        } else if (entry instanceof Redriving redriving) {
            redrives.put(redriving.sequence(), redriving);
        } else if (entry instanceof BreakerOpen open) {
            breaker = open;
        } else if (entry instanceof BreakerClosed) {
            breaker = null;
        }
    }
}
