package dev.carillon.model;

import java.time.Instant;

/**
 * The only clock of the broker: made in {@code app}, passed in everywhere, replaced by a virtual one in tests. Safe on
 * every thread.
 */
public interface TimeSource {
    /** Wall time, for everything that is shown, stored or compared with a client's clock. */
    Instant now();

    /** Monotonic nanoseconds from an arbitrary origin, for spans while the process runs. */
    long nanoTime();
}
