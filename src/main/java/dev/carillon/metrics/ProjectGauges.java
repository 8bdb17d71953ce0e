package dev.carillon.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** The gauges of one project; closing them takes them off the page when the project is deactivated. */
public final class ProjectGauges implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> gauges;

    ProjectGauges(MeterRegistry registry, List<Meter> gauges) {
        this.registry = registry;
        this.gauges = gauges;
    }

    @Override
    public void close() {
        gauges.forEach(registry::remove);
    }
}
