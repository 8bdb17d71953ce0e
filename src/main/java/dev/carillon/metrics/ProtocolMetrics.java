package dev.carillon.metrics;

import dev.carillon.model.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** Counts what goes out by one protocol. Safe on every thread. */
public final class ProtocolMetrics {
    /** Registered at the start: whoever watches for growth would miss the first drop if the counter came only with it. */
    private static final List<String> DROP_REASONS = List.of("EXHAUSTED", "PERMANENT", "DAMAGED");

    private final MeterRegistry registry;
    private final String protocol;
    private final Counter delivered;
    private final Counter retried;
    private final Counter filtered;
    private final Counter redriven;
    private final Counter redriveFailed;
    private final Timer attempt;
    private final Timer latency;

    ProtocolMetrics(MeterRegistry registry, Protocol protocol) {
        this.registry = registry;
        this.protocol = protocol.wireName();
        delivered = counter("carillon.notifications.delivered", "Notifications that their endpoint accepted.");
        retried = counter("carillon.notifications.retried", "Attempts that failed and were scheduled again.");
        filtered =
                counter("carillon.notifications.filtered", "Notifications that a filter policy did not let through.");
        redriven = counter(
                "carillon.notifications.redriven",
                "Notifications that went to their subscription's dead-letter queue.");
        redriveFailed = counter(
                "carillon.notifications.redrive.failed", "Notifications that not even the dead-letter queue took.");
        attempt = Histograms.timer("carillon.attempt", "One attempt, from its start to its outcome.")
                .tag("protocol", this.protocol)
                .register(registry);
        latency = Histograms.timer("carillon.delivery.latency", "From the publish to the delivery.")
                .tag("protocol", this.protocol)
                .register(registry);
        for (String reason : DROP_REASONS) {
            Counter unused = droppedFor(reason);
        }
    }

    /** Counts a notification that its endpoint accepted. */
    public void delivered(Duration sincePublish) {
        delivered.increment();
        latency.record(sincePublish);
    }

    /** Counts an attempt, whatever its outcome. */
    public void attempted(long nanos) {
        attempt.record(Duration.ofNanos(nanos));
    }

    /**
     * Counts an attempt that failed.
     *
     * @param error one of the push package's fixed words
     */
    public void failed(String error) {
        Counter.builder("carillon.attempts.failed")
                .tags("protocol", protocol, "error", error)
                .description("Attempts that failed.")
                .register(registry)
                .increment();
    }

    /** Counts a failed attempt that will be made again. */
    public void retried() {
        retried.increment();
    }

    /** Counts a notification that its subscription's filter policy did not let through. */
    public void filtered() {
        filtered.increment();
    }

    /**
     * Counts a notification that was given up.
     *
     * @param reason the name of a drop reason
     */
    public void dropped(String reason) {
        droppedFor(reason).increment();
    }

    private Counter droppedFor(String reason) {
        return Counter.builder("carillon.notifications.dropped")
                .tags("protocol", protocol, "reason", reason)
                .description("Notifications that were given up.")
                .register(registry);
    }

    /** Counts a notification that went to its subscription's dead-letter queue. */
    public void redriven() {
        redriven.increment();
    }

    /**
     * Counts an attempt at a dead-letter queue that failed.
     *
     * @param error one of the push package's fixed words
     */
    public void redriveAttemptFailed(String error) {
        Counter.builder("carillon.redrive.attempts.failed")
                .tags("protocol", protocol, "error", error)
                .description("Attempts at dead-letter queues that failed.")
                .register(registry)
                .increment();
    }

    /** Counts a notification that not even the dead-letter queue took; it is counted as dropped, too. */
    public void redriveFailed() {
        redriveFailed.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .tag("protocol", protocol)
                .description(description)
                .register(registry);
    }
}
