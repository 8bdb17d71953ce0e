package dev.carillon.config;

import dev.carillon.model.ByteSize;
import java.time.Duration;

/**
 * Storage of messages.
 *
 * @param shards threads among which the topics are divided; fixed for the life of a data folder; 0 stands for those of the
 *     folder, or of a new one that suits the machine
 * @param rollBytes size at which a topic's file is closed and the next one begun
 * @param rollRecords number of records at which it is, too
 * @param freeSpaceWatermark when the data folder's disk has less left than this, no message is taken
 * @param durability what a publish waits for
 * @param commitWindow how long a commit waits for others to share its force
 * @param walSegmentBytes size of the write-ahead log's files
 */
public record JournalConfig(
        int shards,
        ByteSize rollBytes,
        int rollRecords,
        ByteSize freeSpaceWatermark,
        Durability durability,
        Duration commitWindow,
        ByteSize walSegmentBytes) {
    /** Of a data folder. */
    public static final int MOST_SHARDS = 64;

    /** The same with another number of shards. */
    public JournalConfig withShards(int number) {
        return new JournalConfig(
                number, rollBytes, rollRecords, freeSpaceWatermark, durability, commitWindow, walSegmentBytes);
    }

    static JournalConfig read(Settings settings) {
        return new JournalConfig(
                settings.number("journal.shards", 0, 0, MOST_SHARDS),
                settings.size("journal.roll-bytes", "8MiB", "2MiB", "1GiB"),
                settings.number("journal.roll-records", 8_000, 100, 1_000_000),
                settings.size("journal.free-space-watermark", "256MiB", "1MiB", "100000GB"),
                settings.choice("journal.durability", Durability.FSYNC),
                settings.duration("journal.commit-window", "0ms", "0ms", "1ms"),
                settings.size("journal.wal-segment-bytes", "64MiB", "1MiB", "1GiB"));
    }

    /** What an acknowledged message survives. */
    public enum Durability {
        /** The machine's power failing: it was forced to the disk. */
        FSYNC,
        /** The process being killed; what was written in the last second may be lost with the machine. */
        CRASH
    }
}
