package dev.carillon.delivery;

import dev.carillon.model.TimeSource;
import java.util.concurrent.TimeUnit;

/** Turns monotonic times into the wall times that the state log keeps, and back after a restart. */
record LoggedTimes(TimeSource time) {
    /** The wall time for a monotonic one. */
    long wallMillis(long atNanos) {
        return wallMillisNow() + TimeUnit.NANOSECONDS.toMillis(atNanos - time.nanoTime());
    }

    long wallMillisNow() {
        return time.now().toEpochMilli();
    }

    /** The monotonic time for a wall time that has passed; however the clock was set meanwhile, it is not in the future. */
    long pastNanos(long wallMillis) {
        return time.nanoTime() - TimeUnit.MILLISECONDS.toNanos(Math.max(0, wallMillisNow() - wallMillis));
    }

    /** The monotonic time for a wall time of before; however the clock was set meanwhile, it is not further ahead than this. */
    long nanos(long wallMillis, long longestMillis) {
        long wait = Math.min(Math.max(0, wallMillis - wallMillisNow()), longestMillis);
        return time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(wait);
    }
}
