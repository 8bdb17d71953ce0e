package dev.carillon.delivery.endpoint;

import dev.carillon.delivery.state.LoggedTimes;
import dev.carillon.delivery.state.Settlement;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the state log's account of one subscription's breaker in step with it, and the shard's count of open ones.
 * Belongs to the shard's thread.
 */
public final class BreakerLog {
    private final long subscriptionNo;
    private final LoggedTimes times;
    private final Settlement settlement;
    private final OpenBreakers open;
    private final CircuitBreaker breaker = new CircuitBreaker(this::onChange);

    /** Of a breaker that is closed. */
    public BreakerLog(long subscriptionNo, LoggedTimes times, Settlement settlement, OpenBreakers open) {
        this.subscriptionNo = subscriptionNo;
        this.times = times;
        this.settlement = settlement;
        this.open = open;
    }

    public CircuitBreaker breaker() {
        return breaker;
    }

    /** Takes up what the log says. */
    public void restore(BreakerOpen logged) {
        breaker.reopen(
                TimeUnit.MILLISECONDS.toNanos(logged.pauseMillis()),
                times.nanos(logged.probeAtMillis(), logged.pauseMillis()));
        open.set(subscriptionNo, true);
    }

    /** All that a rewritten log has to say. */
    public void facts(Consumer<StateEntry> consumer) {
        if (breaker.isOpen()) {
            consumer.accept(openEntry());
        }
    }

    /** The subscription is gone, or the shard stops. */
    public void end() {
        open.set(subscriptionNo, false);
    }

    private void onChange() {
        settlement.add(breaker.isOpen() ? openEntry() : new BreakerClosed(subscriptionNo));
        open.set(subscriptionNo, breaker.isOpen());
    }

    private BreakerOpen openEntry() {
        return new BreakerOpen(
                subscriptionNo,
                (int) TimeUnit.NANOSECONDS.toMillis(breaker.pauseNanos()),
                times.wallMillis(breaker.probeAtNanos()));
    }
}
