package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Acknowledged;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a state log says of one subscription: collected while it is replayed, before the lane begins. */
final class LaneState {
    private final SettledSet settled = new SettledSet(0);
    private final Map<Long, RetryScheduled> retries = new HashMap<>();
    private @Nullable BreakerOpen breaker;

    SettledSet settled() {
        return settled;
    }

    Iterable<RetryScheduled> retries() {
        return retries.values();
    }

    /** How its breaker is open; empty when it is closed. */
    Optional<BreakerOpen> breaker() {
        return Optional.ofNullable(breaker);
    }

    /** Adds the next fact of the log. */
    void add(StateEntry fact) {
        if (fact instanceof Acknowledged acknowledged) {
            settle(acknowledged.sequence());
        } else if (fact instanceof Dropped dropped) {
            settle(dropped.sequence());
        } else if (fact instanceof SettledBelow below) {
            settled.raiseTo(below.sequence());
        } else if (fact instanceof RetryScheduled retry) {
            retries.put(retry.sequence(), retry);
        } else if (fact instanceof BreakerOpen open) {
            breaker = open;
        } else if (fact instanceof BreakerClosed) {
            breaker = null;
        }
    }

    /** Settles everything below a sequence, and forgets what waits although it is settled. */
    void beginAt(long sequence) {
        settled.raiseTo(sequence);
        retries.keySet().removeIf(settled::contains);
    }

    /** All that a rewritten log has to say of it. */
    void facts(long subscriptionNo, Consumer<StateEntry> consumer) {
        consumer.accept(new SettledBelow(subscriptionNo, settled.lowSeq()));
        settled.forEachAbove(sequence -> consumer.accept(new Acknowledged(subscriptionNo, sequence)));
        retries.values().forEach(consumer);
        breaker().ifPresent(consumer);
    }

    private void settle(long sequence) {
        settled.add(sequence);
        retries.remove(sequence);
    }
}
