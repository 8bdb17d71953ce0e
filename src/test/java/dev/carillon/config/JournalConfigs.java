package dev.carillon.config;

import dev.carillon.config.JournalConfig.Durability;
import dev.carillon.model.ByteSize;
import java.time.Duration;

/** How the tests store messages. */
public final class JournalConfigs {
    private JournalConfigs() {}

    /** In files of so much, and else by the defaults. */
    public static JournalConfig rolling(int shards, String rollBytes, int rollRecords) {
        return new JournalConfig(
                shards,
                ByteSize.parse(rollBytes),
                rollRecords,
                ByteSize.parse("256MiB"),
                Durability.FSYNC,
                Duration.ZERO,
                ByteSize.parse("64MiB"));
    }
}
