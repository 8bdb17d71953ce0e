package dev.carillon.metrics;

import dev.carillon.model.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** What goes out, and what waits to. Safe on every thread. */
public final class DeliveryMetrics {
    /** Registered at the start, as the reasons of drops are. */
    private static final List<String> CONFIRMATION_OUTCOMES = List.of("TAKEN", "PERMANENT", "EXHAUSTED", "NOT_SENT");

    private final MeterRegistry registry;
    private final Map<Protocol, ProtocolMetrics> protocols = new EnumMap<>(Protocol.class);
    private final Counter cutMessages;

    DeliveryMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Protocol protocol : Protocol.values()) {
            protocols.put(protocol, new ProtocolMetrics(registry, protocol));
        }
        cutMessages = Meters.counter(
                registry, "carillon.filter.cut.messages", "Messages that took too much to match against all filters.");
        for (String outcome : CONFIRMATION_OUTCOMES) {
            Counter unused = confirmations(outcome);
        }
    }

    /** The meters of what goes out by one protocol. */
    public ProtocolMetrics protocol(Protocol protocol) {
        return Objects.requireNonNull(protocols.get(protocol), "every protocol has its meters");
    }

    /** Counts a message that was not matched to the end against its topic's filters. */
    public void matchCut() {
        cutMessages.increment();
    }

    /**
     * Counts a confirmation that is not tried any more.
     *
     * @param outcome the name of what became of it
     */
    public void confirmationEnded(String outcome) {
        confirmations(outcome).increment();
    }

    private Counter confirmations(String outcome) {
        return Counter.builder("carillon.confirmations")
                .tag("outcome", outcome)
                .description("Confirmations that endpoints were to get, by what became of them.")
                .register(registry);
    }

    /** Shows how many notifications of a shard are under way. */
    public void showInFlight(int shard, LongSupplier inFlight) {
        Meters.shardGauge(registry, "carillon.notifications.in.flight", shard, inFlight, "Notifications under way.");
    }

    /** Shows how many messages of a shard wait for a retry. */
    public void showWaitingRetries(int shard, LongSupplier waiting) {
        Meters.shardGauge(
                registry,
                "carillon.retries.waiting",
                shard,
                waiting,
                "Notifications that failed and wait for their next attempt.");
    }

    /** Shows how many subscriptions of a shard have an open circuit breaker. */
    public void showOpenBreakers(int shard, LongSupplier open) {
        Meters.shardGauge(
                registry,
                "carillon.breakers.open",
                shard,
                open,
                "Subscriptions whose endpoint fails, so that messages wait.");
    }

    /** Shows how many replays of a shard are under way. */
    public void showRunningReplays(int shard, LongSupplier running) {
        Meters.shardGauge(
                registry,
                "carillon.replays.running",
                shard,
                running,
                "Subscriptions that archived messages are replayed to.");
    }

    /** Shows how long the oldest unsettled message of a shard has waited, 0 when none does. */
    public void showBacklogAge(int shard, LongSupplier ageMillis) {
        Gauge.builder("carillon.backlog.age", ageMillis, millis -> millis.getAsLong() / 1000.0)
                .strongReference(true)
                .baseUnit("seconds")
                .tag("shard", Integer.toString(shard))
                .description("Age of the oldest message that some subscription still waits for.")
                .register(registry);
    }

    /** Shows how many messages wait to be signed. */
    public void showSigningQueue(LongSupplier waiting) {
        Meters.gauge(registry, "carillon.signing.waiting", waiting, "Messages that wait for a thread to sign them.");
    }
}
