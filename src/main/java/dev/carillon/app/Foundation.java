package dev.carillon.app;

import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.app.step.StartedParts;
import dev.carillon.app.step.Step;
import dev.carillon.bus.BrokerBus;
import dev.carillon.config.BrokerConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.metrics.LogMetrics;
import dev.carillon.model.TimeSource;
import io.vertx.core.CompositeFuture;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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
        LogMetrics logMetrics,
        TimeSource time,
        LateChecks checks,
        StartedParts parts) {
    /** For one step of the start that should take moments. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Reading what waits for delivery takes as long as it takes: a start that gave up would only begin again. */
    static final Duration RECOVERY = Duration.ofDays(1);

    /** Waits until verticles run, and adds their end. */
    void deploy(String name, Future<String> deployment) throws StartFailure {
        deployAll(name, List.of(deployment), PATIENCE);
    }

    /** The same for verticles that end together: each may need the whole time that is left. */
    void deployAll(String name, List<Future<String>> deployments, Duration patience) throws StartFailure {
        List<String> ids = new ArrayList<>();
        parts.add(name, left -> {
            CompositeFuture unused = Awaited.within(
                    left, Future.all(ids.stream().map(vertx::undeploy).toList()));
        });
        for (Future<String> deployment : deployments) {
            ids.add(Step.of(name + " cannot start", () -> Awaited.within(patience, deployment)));
        }
    }
}
