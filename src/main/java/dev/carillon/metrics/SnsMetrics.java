package dev.carillon.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What comes in at the SNS endpoint. Safe on every thread. */
public final class SnsMetrics {
    private final MeterRegistry registry;
    private final Map<String, Timer> requests = new ConcurrentHashMap<>();
    private final Counter publishedMessages;
    private final Counter publishedBytes;

    SnsMetrics(MeterRegistry registry) {
        this.registry = registry;
        publishedMessages =
                Meters.counter(registry, "carillon.publish.messages", "Messages accepted by Publish and PublishBatch.");
        publishedBytes =
                Meters.bytes(registry, "carillon.publish", "Bytes of the messages accepted, with their attributes.");
    }

    /** Counts one accepted message. */
    public void messagePublished(long bytes) {
        publishedMessages.increment();
        publishedBytes.increment((double) bytes);
    }

    /**
     * Counts a request of the SNS endpoint, refused or not.
     *
     * @param action its name, {@code none} when nobody got as far as that; only names that the broker knows
     * @param nanos from its last byte to its reply
     */
    public void requestAnswered(String action, long nanos) {
        requests.computeIfAbsent(action, this::requestTimer).record(Duration.ofNanos(nanos));
    }

    /**
     * Counts a request of the SNS endpoint that was refused.
     *
     * @param code one of the wire's error codes
     * @param reason a fixed word that may be finer
     */
    public void requestRefused(String code, String reason) {
        Counter.builder("carillon.sns.refusals")
                .tag("code", code)
                .tag("reason", reason)
                .description("Requests of the SNS endpoint that were refused.")
                .register(registry)
                .increment();
    }

    private Timer requestTimer(String action) {
        return Histograms.timer("carillon.sns.request", "One request, from its last byte to its reply.")
                .tag("action", action)
                .register(registry);
    }
}
