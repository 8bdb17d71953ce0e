package dev.carillon.testing;

import dev.carillon.model.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** The machine's clocks, of which a test sets the wall clock. Safe on every thread. */
public final class SetTime implements TimeSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Sets the wall clock ahead of the right time, or behind it. */
    public void set(Duration ahead) {
        this.ahead = ahead;
    }
}
