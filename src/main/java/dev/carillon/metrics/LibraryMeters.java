package dev.carillon.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;

/**
 * Makes the meters of libraries such as {@code promtool check metrics} accepts them: with a help text, in base units and
 * without suffixes that mean something else.
 */
public final class LibraryMeters implements MeterFilter {
    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "netty.eventexecutor.tasks.pending", "Tasks that wait for an event loop.",
            "system.cpu.count", "Processors that the JVM may use.");

    private static final Map<String, String> NAMES = Map.of("system.cpu.count", "system.cpus");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        String name = id.getName();
        // In this order: nanoseconds, which process.cpu.usage says better; the insides of the allocator; two pools that
        // have one name; one value for several groups of loops.
        boolean isRefused = name.equals("process.cpu.time")
                || name.startsWith("netty.allocator")
                || name.startsWith("vertx.sql")
                || name.equals("netty.eventexecutor.workers");
        return isRefused ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String description = DESCRIPTIONS.get(id.getName());
        if (description == null) {
            return id;
        }
        return new Meter.Id(
                NAMES.getOrDefault(id.getName(), id.getName()),
                Tags.of(id.getTagsAsIterable()),
                id.getBaseUnit(),
                description,
                id.getType());
    }
}
