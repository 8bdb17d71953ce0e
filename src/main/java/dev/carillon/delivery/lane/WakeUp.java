package dev.carillon.delivery.lane;

import dev.carillon.delivery.turn.Timers;
import org.jspecify.annotations.Nullable;

/** The one timer of a lane, set to the earliest of what it waits for. Belongs to the shard's thread. */
final class WakeUp {
    private final Timers timers;
    private final Runnable task;
    private Timers.@Nullable Timer timer;
    private long atNanos = Long.MAX_VALUE;

    WakeUp(Timers timers, Runnable task) {
        this.timers = timers;
        this.task = task;
    }

    /** Makes sure that the task runs at this time or before; one that comes too early sets the timer again. */
    void noLaterThan(long wantedNanos, long nowNanos) {
        if (wantedNanos >= atNanos) {
            return;
        }
        cancel();
        atNanos = wantedNanos;
        timer = timers.after(wantedNanos - nowNanos, this::onTimer);
    }

    void cancel() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        atNanos = Long.MAX_VALUE;
    }

    private void onTimer() {
        timer = null;
        atNanos = Long.MAX_VALUE;
        task.run();
    }
}
