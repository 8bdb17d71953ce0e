package dev.carillon.journal;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.LimitsConfig;
import dev.carillon.metrics.HealthCheck;
import java.util.function.LongSupplier;

/** Makes the shards' verticles, and holds what they share: the projects' quotas, and an eye on the disk. */
public final class Journals {
    private final JournalServices services;
    private final ProjectQuotas quotas;
    private final DiskWatermark disk;
    private final JournalHealth health;

    /**
     * To be made when the catalogue is loaded.
     *
     * @param usableBytes how much space the data folder's disk has left; asked once a second at most, on any thread
     */
    public Journals(JournalServices services, LimitsConfig limits, JournalConfig config, LongSupplier usableBytes) {
        this.services = services;
        this.quotas = new ProjectQuotas(
                services.catalog(),
                services.metrics(),
                limits.storedBytesPerProject().bytes(),
                limits.archivedBytesPerProject().bytes());
        this.disk =
                new DiskWatermark(services.time(), config.freeSpaceWatermark().bytes(), usableBytes);
        services.metrics().journal().showUsableSpace(usableBytes);
        this.health = new JournalHealth(services.time(), disk);
    }

    /** The verticle of a shard, to be deployed once, with {@link JournalVerticle#deployment}. */
    public JournalVerticle shard(int shard) {
        return new JournalVerticle(shard, services, this);
    }

    /** Whether messages can be stored. */
    public HealthCheck health() {
        return health.check();
    }

    ProjectQuotas quotas() {
        return quotas;
    }

    DiskWatermark disk() {
        return disk;
    }

    JournalHealth failures() {
        return health;
    }
}
