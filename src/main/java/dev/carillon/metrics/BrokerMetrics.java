package dev.carillon.metrics;

import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * All meters of the broker, made once. Safe on every thread; counting never blocks and never fails.
 *
 * <p>Tags are bounded: by what the broker is (protocols, error codes, shards) or by the number of activated projects;
 * never by topics, messages or subscriptions. Gauges hold on to what they ask: nobody else may.
 */
public final class BrokerMetrics {
    private final MeterRegistry registry;
    private final Map<Protocol, ProtocolMetrics> protocols = new EnumMap<>(Protocol.class);
    private final Map<String, Timer> requests = new ConcurrentHashMap<>();
    private final Counter publishedMessages;
    private final Counter publishedBytes;
    private final Counter repeatedMessages;
    private final Counter damagedRecords;
    private final Counter cutMessages;
    private final Counter copiedBytes;
    private final Counter diskRefusals;
    private final Timer append;
    private final Timer commit;

    public BrokerMetrics(MeterRegistry registry) {
        this.registry = registry;
        for (Protocol protocol : Protocol.values()) {
            protocols.put(protocol, new ProtocolMetrics(registry, protocol));
        }
        publishedMessages = counter("carillon.publish.messages", "Messages accepted by Publish and PublishBatch.");
        repeatedMessages = counter(
                "carillon.publish.repeated.messages",
                "Messages that repeated one of their FIFO topic's last five minutes.");
        publishedBytes = Counter.builder("carillon.publish")
                .baseUnit("bytes")
                .description("Bytes of the messages accepted, with their attributes.")
                .register(registry);
        damagedRecords = counter("carillon.journal.damaged.records", "Records on disk that were damaged, or missing.");
        cutMessages =
                counter("carillon.filter.cut.messages", "Messages that took too much to match against all filters.");
        copiedBytes = Counter.builder("carillon.journal.copied")
                .baseUnit("bytes")
                .description("Bytes of records copied forward out of files that were settled for the most part.")
                .register(registry);
        diskRefusals = counter(
                "carillon.journal.disk.refusals", "Messages refused because the disk has too little space left.");
        append = Histograms.timer("carillon.journal.append", "Writing one record to a topic's journal.")
                .register(registry);
        commit = Histograms.timer("carillon.journal.commit", "Making a group of records durable.")
                .register(registry);
    }

    /** Counts one message that repeated another, which was not stored. */
    public void messageRepeated() {
        repeatedMessages.increment();
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

    /** The meters of what goes out by one protocol. */
    public ProtocolMetrics protocol(Protocol protocol) {
        return Objects.requireNonNull(protocols.get(protocol), "every protocol has its meters");
    }

    public void recordDamaged() {
        damagedRecords.increment();
    }

    /** Counts records that are missing on disk. */
    public void recordsDamaged(long count) {
        damagedRecords.increment((double) count);
    }

    /** Counts a message that was not matched to the end against its topic's filters. */
    public void matchCut() {
        cutMessages.increment();
    }

    /** Counts messages that were not taken because there is too little space for them. */
    public void refusedForDisk(int messages) {
        diskRefusals.increment(messages);
    }

    public void copied(long bytes) {
        copiedBytes.increment((double) bytes);
    }

    public void appended(long nanos) {
        append.record(Duration.ofNanos(nanos));
    }

    public void committed(long nanos) {
        commit.record(Duration.ofNanos(nanos));
    }

    /** Shows how much space the data folder's disk has left. */
    public void showUsableSpace(LongSupplier bytes) {
        Gauge unused = Gauge.builder("carillon.disk.usable", bytes, LongSupplier::getAsLong)
                .baseUnit("bytes")
                .description("Space that the data folder's disk has left.")
                .strongReference(true)
                .register(registry);
    }

    /** Shows how many topics' journals a shard has open. */
    public void showOpenJournals(int shard, LongSupplier open) {
        shardGauge("carillon.journal.open", shard, open, "Topic journals that are open.");
    }

    /** Shows how many notifications of a shard are under way. */
    public void showInFlight(int shard, LongSupplier inFlight) {
        shardGauge("carillon.notifications.in.flight", shard, inFlight, "Notifications under way.");
    }

    /** Shows how many messages of a shard wait for a retry. */
    public void showWaitingRetries(int shard, LongSupplier waiting) {
        shardGauge(
                "carillon.retries.waiting",
                shard,
                waiting,
                "Notifications that failed and wait for their next attempt.");
    }

    /** Shows how many subscriptions of a shard have an open circuit breaker. */
    public void showOpenBreakers(int shard, LongSupplier open) {
        shardGauge("carillon.breakers.open", shard, open, "Subscriptions whose endpoint fails, so that messages wait.");
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

    /** Shows how many messages wait to be signed. */
    public void showSigningQueue(LongSupplier waiting) {
        Gauge.builder("carillon.signing.waiting", waiting, LongSupplier::getAsLong)
                .strongReference(true)
                .description("Messages that wait for a thread to sign them.")
                .register(registry);
    }

    /** Shows how many log lines were discarded. */
    public void showDiscardedLines(LongSupplier discarded) {
        // Micrometer holds what it asks only weakly here, but not the function that asks.
        FunctionCounter.builder("carillon.log.discarded.lines", registry, any -> discarded.getAsLong())
                .description("Log lines that were discarded because nobody read those before them.")
                .register(registry);
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

    /**
     * Shows a project's storage until the returned handle is closed.
     *
     * @param storedBytes what waits for delivery
     * @param quotaBytes how much may
     * @param archivedBytes what its topics' archives keep
     * @param archiveQuotaBytes how much they may
     */
    public ProjectGauges showProject(
            ProjectScope scope,
            LongSupplier storedBytes,
            LongSupplier quotaBytes,
            LongSupplier archivedBytes,
            LongSupplier archiveQuotaBytes) {
        Tags tags = Tags.of(
                "project", scope.project().toString(), "region", scope.region().name());
        return new ProjectGauges(
                registry,
                List.of(
                        bytesGauge(
                                "carillon.project.stored",
                                tags,
                                storedBytes,
                                "Encoded bytes of the messages that wait for delivery."),
                        bytesGauge("carillon.project.quota", tags, quotaBytes, "How many bytes may wait for delivery."),
                        bytesGauge(
                                "carillon.project.archived",
                                tags,
                                archivedBytes,
                                "Encoded bytes of the messages that topics' archives keep, delivered or not."),
                        bytesGauge(
                                "carillon.project.archive.quota",
                                tags,
                                archiveQuotaBytes,
                                "How many bytes topics' archives may keep.")));
    }

    private Meter bytesGauge(String name, Tags tags, LongSupplier bytes, String description) {
        return Gauge.builder(name, bytes, LongSupplier::getAsLong)
                .strongReference(true)
                .baseUnit("bytes")
                .tags(tags)
                .description(description)
                .register(registry);
    }

    private Timer requestTimer(String action) {
        return Histograms.timer("carillon.sns.request", "One request, from its last byte to its reply.")
                .tag("action", action)
                .register(registry);
    }

    private void shardGauge(String name, int shard, LongSupplier value, String description) {
        Gauge.builder(name, value, LongSupplier::getAsLong)
                .strongReference(true)
                .tag("shard", Integer.toString(shard))
                .description(description)
                .register(registry);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
