package dev.carillon.app;

import dev.carillon.bus.BrokerBus;
import dev.carillon.config.BrokerConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * What every part of the broker stands on.
 *
 * @param parts to which each part adds its end as soon as it has begun
 */
record Foundation(
        BrokerConfig config,
        Vertx vertx,
        BrokerBus bus,
        BrokerMetrics metrics,
        TimeSource time,
        LateChecks checks,
        StartedParts parts) {
    /** For one step of the start that should take moments. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Waits until verticles run, and adds their end. */
    void deploy(String name, Future<String> deployment) throws StartFailure {
        String id = Step.of(name + " cannot start", () -> Awaited.within(PATIENCE, deployment));
        parts.add(name, left -> {
            Void unused = Awaited.within(left, vertx.undeploy(id));
        });
    }
}
