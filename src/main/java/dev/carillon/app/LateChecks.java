package dev.carillon.app;

import dev.carillon.metrics.HealthCheck;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The health of parts that are not there yet when the ops port opens: down until they are. Added to by the thread that
 * starts, asked on the ops port's event loop.
 */
final class LateChecks {
    private final Map<String, HealthCheck> known = new ConcurrentHashMap<>();

    /** The check of the part with this name. */
    HealthCheck of(String name) {
        return new HealthCheck(
                name,
                () -> Optional.ofNullable(known.get(name))
                        .map(check -> check.state().get())
                        .orElse(HealthCheck.State.DOWN));
    }

    void add(HealthCheck check) {
        known.put(check.name(), check);
    }
}
