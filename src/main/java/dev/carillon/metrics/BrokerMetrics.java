package dev.carillon.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.LongSupplier;

/**
 * All meters of the broker, made once, in groups by the way of a message. Safe on every thread; counting never blocks
 * and never fails.
 *
 * <p>Tags are bounded: by what the broker is (protocols, error codes, shards) or by the number of activated projects;
 * never by topics, messages or subscriptions.
 */
public final class BrokerMetrics {
    private final MeterRegistry registry;
    private final SnsMetrics sns;
    private final JournalMetrics journal;
    private final DeliveryMetrics delivery;

    public BrokerMetrics(MeterRegistry registry) {
        this.registry = registry;
        sns = new SnsMetrics(registry);
        journal = new JournalMetrics(registry);
        delivery = new DeliveryMetrics(registry);
    }

    /** Of what comes in at the SNS endpoint. */
    public SnsMetrics sns() {
        return sns;
    }

    /** Of what is stored. */
    public JournalMetrics journal() {
        return journal;
    }

    /** Of what goes out. */
    public DeliveryMetrics delivery() {
        return delivery;
    }

    /**
     * Counts a request of the management API that was answered with an error.
     *
     * @param type the error's {@code type} member
     */
    public void managementRefused(String type) {
        Counter.builder("carillon.management.refusals")
                .tag("type", type)
                .description("Requests of the management API that were answered with an error.")
                .register(registry)
                .increment();
    }

    /** Shows whether the catalogue cannot be changed now. */
    public void showCatalog(HealthCheck catalog) {
        Gauge.builder(
                        "carillon.catalog.degraded",
                        catalog,
                        check -> check.state().get() == HealthCheck.State.UP ? 0 : 1)
                .strongReference(true)
                .description("1 while changes of metadata are refused: the database is away, or another broker has it.")
                .register(registry);
    }

    /** Shows how many log lines were discarded. */
    public void showDiscardedLines(LongSupplier discarded) {
        // Micrometer holds what it asks only weakly here, but not the function that asks.
        FunctionCounter.builder("carillon.log.discarded.lines", registry, any -> discarded.getAsLong())
                .description("Log lines that were discarded because nobody read those before them.")
                .register(registry);
    }
}
