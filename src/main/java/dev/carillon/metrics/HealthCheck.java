package dev.carillon.metrics;

import java.util.function.Supplier;

/**
 * One thing that readiness depends on.
 *
 * @param state asked at every request, so it must be cheap; called on an event loop
 */
public record HealthCheck(String name, Supplier<State> state) {
    /** How it stands. */
    public enum State {
        UP,
        /** Something is missing that publishing and delivering can do without. */
        DEGRADED,
        /** The broker should get no traffic. */
        DOWN
    }
}
