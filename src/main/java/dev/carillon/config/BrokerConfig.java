package dev.carillon.config;

import dev.carillon.model.Region;
import java.nio.file.Path;
import java.util.List;

/**
 * Everything that an operator can set, checked. {@code conf/carillon.yaml} is its manual.
 *
 * @param dataFolder everything that the broker keeps
 * @param regions the regions that exist, the default one first
 */
public record BrokerConfig(
        Path dataFolder,
        List<Region> regions,
        ListenConfig listen,
        TlsConfig tls,
        SnsConfig sns,
        DatabaseConfig database,
        LimitsConfig limits,
        JournalConfig journal,
        DeliveryConfig delivery,
        LogConfig log) {
    public BrokerConfig {
        regions = List.copyOf(regions);
    }

    /** The region of whoever names none. */
    public Region defaultRegion() {
        return regions.get(0);
    }

    /** The same with other ports; the public URL follows, unless it was set. */
    public BrokerConfig withListen(ListenConfig other) {
        return new BrokerConfig(
                dataFolder,
                regions,
                other,
                tls,
                sns.movedTo(listen, other, tls),
                database,
                limits,
                journal,
                delivery,
                log);
    }

    /** The same with another configuration of the journal. */
    public BrokerConfig withJournal(JournalConfig other) {
        return new BrokerConfig(dataFolder, regions, listen, tls, sns, database, limits, other, delivery, log);
    }

    static BrokerConfig read(Settings settings) {
        Path dataFolder = settings.value("data", "data", "a folder", BrokerConfig::folder);
        List<Region> regions = settings.list(
                "regions", "fr-par,nl-ams", "one or more region names such as fr-par", BrokerConfig::regions);
        ListenConfig listen = ListenConfig.read(settings);
        TlsConfig tls = TlsConfig.read(settings);
        DatabaseConfig database = DatabaseConfig.read(settings);
        return new BrokerConfig(
                dataFolder,
                regions,
                listen,
                tls,
                SnsConfig.read(settings, listen, tls),
                database,
                LimitsConfig.read(settings),
                JournalConfig.read(settings),
                DeliveryConfig.read(settings, database.isEmbedded() && listen.isLoopback()),
                LogConfig.read(settings));
    }

    private static Path folder(String text) {
        Settings.requireThat(!text.isEmpty());
        return Path.of(text);
    }

    private static List<Region> regions(List<String> names) {
        Settings.requireThat(!names.isEmpty() && names.stream().distinct().count() == names.size());
        return names.stream().map(Region::new).toList();
    }
}
