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
}
