package dev.carillon.metrics;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.function.LongSupplier;

/** The meters of the write-ahead log, as fine as a slow disk needs to be understood. Safe on every thread. */
public final class LogMetrics {
    private static final double[] GROUPS = {1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500};

    private final MeterRegistry registry;
    private final Timer write;
    private final Timer force;
    private final DistributionSummary group;

    public LogMetrics(MeterRegistry registry) {
        this.registry = registry;
        write = Histograms.timer("carillon.wal.write", "Writing a group to the write-ahead log, before its force.")
                .register(registry);
        force = Histograms.timer("carillon.wal.force", "Forcing a group of the write-ahead log to the disk.")
                .register(registry);
        group = DistributionSummary.builder("carillon.wal.group.records")
                .description("Records that one force of the write-ahead log made durable.")
                .serviceLevelObjectives(GROUPS)
                .register(registry);
    }

    /** Since when something is under way. */
    public record Begun(Timer.Sample sample) {}

    public Begun begin() {
        return new Begun(Timer.start(registry));
    }

    /** A group was written. */
    public void written(Begun begun, int records) {
        long unused = begun.sample().stop(write);
        group.record(records);
    }

    /** It was forced. */
    public void forced(Begun begun) {
        long unused = begun.sample().stop(force);
    }

    /** Shows how many segments the log has. */
    public void showSegments(LongSupplier segments) {
        Gauge unused = Gauge.builder("carillon.wal.segments", segments, LongSupplier::getAsLong)
                .strongReference(true)
                .description("Files of the write-ahead log that a start would read.")
                .register(registry);
    }
}
