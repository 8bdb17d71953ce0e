package dev.carillon.app;

import dev.carillon.model.TimeSource;
import java.time.Instant;

/** The machine's clocks. */
final class SystemTime implements TimeSource {
    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
