package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry.BreakerOpen;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What a test expects of one circuit breaker. */
final class BreakerLedger {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private int failuresInRow;
    private long pauseNanos = SECOND_NANOS;
    private long probeAtNanos;

    static BreakerLedger restored(Optional<BreakerOpen> logged, ShardLedger.RestartedAt restarted) {
        BreakerLedger breaker = new BreakerLedger();
        logged.ifPresent(open -> {
            breaker.failuresInRow = 10;
            breaker.pauseNanos = TimeUnit.MILLISECONDS.toNanos(open.pauseMillis());
            breaker.probeAtNanos = restarted.nanos(open.probeAtMillis(), open.pauseMillis());
        });
        return breaker;
    }

    boolean isOpen() {
        return failuresInRow >= 10;
    }

    boolean isProbeDue(long now) {
        return probeAtNanos <= now;
    }

    void probed(long now) {
        pauseNanos = Math.min(60 * SECOND_NANOS, 2 * pauseNanos);
        probeAtNanos = now + pauseNanos;
    }

    /**
     * Takes over what the log says, since a probe and a message whose time is over can be one and the same.
     *
     * @return whether it is possible
     */
    boolean take(BreakerOpen logged, long probeAt, long now) {
        long pause = TimeUnit.MILLISECONDS.toNanos(logged.pauseMillis());
        boolean isNext = pause == pauseNanos || pause == Math.min(60 * SECOND_NANOS, 2 * pauseNanos);
        pauseNanos = pause;
        probeAtNanos = probeAt;
        return isOpen() && isNext && Math.abs(now + pause - probeAt) < SECOND_NANOS / 100;
    }

    void closed() {
        failuresInRow = 0;
        pauseNanos = SECOND_NANOS;
    }

    void failed(long now) {
        if (++failuresInRow == 10) {
            probeAtNanos = now + pauseNanos;
        }
    }
}
