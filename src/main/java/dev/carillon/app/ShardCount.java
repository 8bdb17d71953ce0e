package dev.carillon.app;

import dev.carillon.config.BrokerConfig;
import dev.carillon.journal.store.folder.DataFolder;
import java.io.IOException;

/**
 * Settles into how many shards the topics are divided, before anything starts. A shard is two threads, and more of them than
 * the machine can run at once make smaller groups and more changes between threads, not more speed.
 */
final class ShardCount {
    private static final int PROCESSORS_EACH = 2;
    private static final int MOST_BY_ITSELF = 8;

    private ShardCount() {}

    /** The configuration with a number in place of 0: that of the data folder, or of a new one that suits the machine. */
    static BrokerConfig fill(BrokerConfig config) throws IOException {
        if (config.journal().shards() > 0) {
            return config;
        }
        int suitable = suitable(Runtime.getRuntime().availableProcessors());
        return config.withJournal(config.journal()
                .withShards(DataFolder.shards(config.dataFolder()).orElse(suitable)));
    }

    static int suitable(int processors) {
        return Math.max(1, Math.min(MOST_BY_ITSELF, processors / PROCESSORS_EACH));
    }
}
