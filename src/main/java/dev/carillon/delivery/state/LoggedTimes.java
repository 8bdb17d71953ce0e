package dev.carillon.delivery.state;

import dev.carillon.model.TimeSource;
import java.util.concurrent.TimeUnit;

/** Turns monotonic times into the wall times that the state log keeps, and back after a restart. */
public record LoggedTimes(TimeSource time, PastTimes past) {
    /** The wall time for a monotonic one. */
    public long wallMillis(long atNanos) {
        return wallMillisNow() + TimeUnit.NANOSECONDS.toMillis(atNanos - time.nanoTime());
    }

    /** The wall time for a monotonic one that has passed. */
    public long pastWallMillis(long atNanos) {
        return past.wallMillis(atNanos);
    }

    public long wallMillisNow() {
        return time.now().toEpochMilli();
    }

    /** The monotonic time for a wall time that has passed. */
    public long pastNanos(long wallMillis) {
        return past.nanos(wallMillis);
    }

    /**
     * The monotonic time for a wall time of the last run. However the clock was set meanwhile, it is not further ahead than it
     * was then, nor than this.
     */
    public long nanos(long wallMillis, long longestMillis) {
        long ahead = wallMillis - Math.max(wallMillisNow(), past.lastRunMillis());
        long wait = Math.min(Math.max(0, ahead), longestMillis);
        return time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    }
}
