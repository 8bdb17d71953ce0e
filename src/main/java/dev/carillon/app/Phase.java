package dev.carillon.app;

import dev.carillon.metrics.HealthCheck;
import java.util.concurrent.atomic.AtomicReference;

/** Where the broker stands between its start and its end. Set by the thread that starts and stops, read by all. */
final class Phase {
    private final AtomicReference<HealthCheck.State> state = new AtomicReference<>(HealthCheck.State.DOWN);

    void serving() {
        state.set(HealthCheck.State.UP);
    }

    void draining() {
        state.set(HealthCheck.State.DOWN);
    }

    /** Up only while the broker serves, so that traffic comes neither too early nor too late. */
    HealthCheck check() {
        return new HealthCheck("serving", state::get);
    }
}
