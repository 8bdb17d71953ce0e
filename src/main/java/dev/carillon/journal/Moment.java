package dev.carillon.journal;

import dev.carillon.model.TimeSource;
import java.util.concurrent.TimeUnit;

/**
 * When something is or was, so that a span between two moments is as long as it took, however the wall clock was set
 * meanwhile.
 *
 * @param millis by the monotonic clock
 * @param aheadMillis how far the wall clock was ahead of it then
 */
record Moment(long millis, long aheadMillis) {
    static Moment now(TimeSource time) {
        long millis = TimeUnit.NANOSECONDS.toMillis(time.nanoTime());
        return new Moment(millis, time.now().toEpochMilli() - millis);
    }

    /** When the wall clock showed this, as long as it was set as it is at this moment. */
    Moment at(long wallMillis) {
        return new Moment(wallMillis - aheadMillis, aheadMillis);
    }

    /** The same moment, for what was written while the wall clock was so far ahead. */
    Moment withAhead(long otherMillis) {
        return new Moment(millis, otherMillis);
    }
}
