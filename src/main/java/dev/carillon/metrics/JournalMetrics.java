package dev.carillon.metrics;

import dev.carillon.model.ProjectScope;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** What is stored, and what becomes of it on the disk. Safe on every thread. */
public final class JournalMetrics {
    private final MeterRegistry registry;
    private final Counter repeatedMessages;
    private final Counter damagedRecords;
    private final Counter copiedBytes;
    private final Counter diskRefusals;
    private final Timer append;
    private final Timer commit;

    JournalMetrics(MeterRegistry registry) {
        this.registry = registry;
        repeatedMessages = Meters.counter(
                registry,
                "carillon.publish.repeated.messages",
                "Messages that repeated one of their FIFO topic's last five minutes.");
        damagedRecords = Meters.counter(
                registry, "carillon.journal.damaged.records", "Records on disk that were damaged, or missing.");
        copiedBytes = Meters.bytes(
                registry,
                "carillon.journal.copied",
                "Bytes of records copied forward out of files that were settled for the most part.");
        diskRefusals = Meters.counter(
                registry,
                "carillon.journal.disk.refusals",
                "Messages refused because the disk has too little space left.");
        append = Histograms.timer("carillon.journal.append", "Writing one record to a topic's journal.")
                .register(registry);
        commit = Histograms.timer("carillon.journal.commit", "Making a group of records durable.")
                .register(registry);
    }

    /** Counts one message that repeated another, which was not stored. */
    public void messageRepeated() {
        repeatedMessages.increment();
    }

    public void recordDamaged() {
        damagedRecords.increment();
    }

    /** Counts records that are missing on disk. */
    public void recordsDamaged(long count) {
        damagedRecords.increment((double) count);
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
        Meter unused = Meters.bytesGauge(
                registry, "carillon.disk.usable", Tags.empty(), bytes, "Space that the data folder's disk has left.");
    }

    /** Shows how many topics' journals a shard has open. */
    public void showOpenJournals(int shard, LongSupplier open) {
        Meters.shardGauge(registry, "carillon.journal.open", shard, open, "Topic journals that are open.");
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
                        Meters.bytesGauge(
                                registry,
                                "carillon.project.stored",
                                tags,
                                storedBytes,
                                "Encoded bytes of the messages that wait for delivery."),
                        Meters.bytesGauge(
                                registry,
                                "carillon.project.quota",
                                tags,
                                quotaBytes,
                                "How many bytes may wait for delivery."),
                        Meters.bytesGauge(
                                registry,
                                "carillon.project.archived",
                                tags,
                                archivedBytes,
                                "Encoded bytes of the messages that topics' archives keep, delivered or not."),
                        Meters.bytesGauge(
                                registry,
                                "carillon.project.archive.quota",
                                tags,
                                archiveQuotaBytes,
                                "How many bytes topics' archives may keep.")));
    }
}
