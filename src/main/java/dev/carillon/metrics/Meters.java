package dev.carillon.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.function.LongSupplier;

/** The kinds of meters that the groups are made of. Gauges hold on to what they ask: nobody else may. */
final class Meters {
    private Meters() {}

    static Counter counter(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    static Counter bytes(MeterRegistry registry, String name, String description) {
        return Counter.builder(name).baseUnit("bytes").description(description).register(registry);
    }

    static void gauge(MeterRegistry registry, String name, LongSupplier value, String description) {
        Gauge.builder(name, value, LongSupplier::getAsLong)
                .strongReference(true)
                .description(description)
                .register(registry);
    }

    /** One of each shard. */
    static void shardGauge(MeterRegistry registry, String name, int shard, LongSupplier value, String description) {
        Gauge.builder(name, value, LongSupplier::getAsLong)
                .strongReference(true)
                .tag("shard", Integer.toString(shard))
                .description(description)
                .register(registry);
    }

    static Meter bytesGauge(MeterRegistry registry, String name, Tags tags, LongSupplier bytes, String description) {
        return Gauge.builder(name, bytes, LongSupplier::getAsLong)
                .strongReference(true)
                .baseUnit("bytes")
                .tags(tags)
                .description(description)
                .register(registry);
    }
}
