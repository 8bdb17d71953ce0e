package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.Replaying;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.SettledRun;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a state log says of one subscription: collected while it is replayed, before the lane begins. */
public final class LaneState {
    private final SettledSet settled = new SettledSet(0);
    private final LoggedRetries retries = new LoggedRetries();
    private final LoggedRedrives redrives = new LoggedRedrives();
    private @Nullable BreakerOpen breaker;
    private @Nullable Replaying replay;
    private boolean isLogged;

    public SettledSet settled() {
        return settled;
    }

    /** Hands out what waits for a retry. */
    public void forEachRetry(LoggedRetries.Visitor visitor) {
        retries.forEach(settled, (sequence, attempts, dueMillis) -> {
            if (!redrives.contains(sequence)) {
                visitor.visit(sequence, attempts, dueMillis);
            }
        });
    }

    /** Hands out what is on its way to the dead-letter queue. */
    public void forEachRedrive(Consumer<Redriving> consumer) {
        redrives.forEach(settled, consumer);
    }

    /** How its breaker is open; empty when it is closed. */
    public Optional<BreakerOpen> breaker() {
        return Optional.ofNullable(breaker);
    }

    /** Of which replay it speaks; empty when it is not a replay's. */
    public Optional<Replaying> replay() {
        return Optional.ofNullable(replay);
    }

    /** Whether the log says anything of it. */
    public boolean isLogged() {
        return isLogged;
    }

    /** Adds the next fact of the log. */
    public void add(StateEntry fact) {
        isLogged = true;
        if (fact instanceof Delivered delivered) {
            settled.add(delivered.sequence());
        } else if (fact instanceof Dropped dropped) {
            settled.add(dropped.sequence());
        } else if (fact instanceof SettledRun run) {
            settled.addRun(run.sequence(), run.count());
        } else if (fact instanceof SettledBelow below) {
            settled.raiseTo(below.sequence());
        } else if (fact instanceof RetryScheduled retry) {
            retries.add(retry, settled);
        } else if (fact instanceof Redriving redriving) {
            redrives.add(redriving);
        } else if (fact instanceof BreakerOpen open) {
            breaker = open;
        } else if (fact instanceof BreakerClosed) {
            breaker = null;
        } else if (fact instanceof Replaying replaying) {
            replay = replaying;
        }
    }

    /** Settles everything below a sequence. */
    public void beginAt(long sequence) {
        settled.raiseTo(sequence);
    }

    /** All that a rewritten log has to say of it. */
    public void facts(long subscriptionNo, Consumer<StateEntry> consumer) {
        replay().ifPresent(consumer);
        consumer.accept(new SettledBelow(subscriptionNo, settled.lowSeq()));
        settled.forEachRunAbove((first, count) -> consumer.accept(new SettledRun(subscriptionNo, first, count)));
        forEachRetry((sequence, attempts, dueMillis) ->
                consumer.accept(new RetryScheduled(subscriptionNo, sequence, attempts, dueMillis)));
        forEachRedrive(consumer::accept);
        breaker().ifPresent(consumer);
    }
}
