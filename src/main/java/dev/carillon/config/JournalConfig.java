package dev.carillon.config;

import dev.carillon.model.ByteSize;

/**
 * Storage of messages.
 *
 * @param shards threads among which the topics are divided; fixed for the life of a data folder
 * @param rollBytes size at which a topic's file is closed and the next one begun
 * @param rollRecords number of records at which it is, too
 * @param freeSpaceWatermark when the data folder's disk has less left than this, no message is taken
 */
public record JournalConfig(int shards, ByteSize rollBytes, int rollRecords, ByteSize freeSpaceWatermark) {
    private static final String WATERMARK = "256MiB";

    /** With the defaults for the rest. */
    public JournalConfig(int shards, ByteSize rollBytes, int rollRecords) {
        this(shards, rollBytes, rollRecords, ByteSize.parse(WATERMARK));
    }

    static JournalConfig read(Settings settings) {
        return new JournalConfig(
                settings.number("journal.shards", 2, 1, 64),
                settings.size("journal.roll-bytes", "8MiB", "2MiB", "1GiB"),
                settings.number("journal.roll-records", 8_000, 100, 1_000_000),
                settings.size("journal.free-space-watermark", WATERMARK, "1MiB", "100000GB"));
    }
}
