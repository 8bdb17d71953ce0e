package dev.carillon.journal.store.wal;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.segment.TopicFolder;
import dev.carillon.metrics.LogMetrics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;

/**
 * Makes durable what the shards append, through the write-ahead log or, where safety from a crash of the process is
 * enough, without one; and within about a second what their state logs say. Opening, recovering and closing block; safe
 * on every thread.
 */
public final class Commits {
    private final Disk disk;
    private final JournalConfig config;
    private final LogFolder log;
    private final TopicForce force;
    private final Checkpoint checkpoint;
    private final Optional<WriteAheadLog> ahead;
    private final CommitTarget target;

    private Commits(Disk disk, Path folder, JournalConfig config, LogMetrics metrics, Halt halt) throws IOException {
        this.disk = disk;
        this.config = config;
        this.log = LogFolder.open(
                disk, folder.resolve("wal"), config.walSegmentBytes().bytes());
        metrics.showSegments(log::count);
        this.force = new TopicForce(disk, folder.resolve("topics"));
        this.checkpoint = new Checkpoint(force, log, halt);
        this.ahead = config.durability() == JournalConfig.Durability.FSYNC
                ? Optional.of(new WriteAheadLog(
                        new LogWriter(log, checkpoint), config.commitWindow().toNanos(), metrics, halt))
                : Optional.empty();
        this.target = ahead.<CommitTarget>map(wal -> wal).orElseGet(() -> new UnloggedCommits(checkpoint));
    }

    /**
     * Looks at what earlier processes left of the log; does nothing else before {@link #start}.
     *
     * @param folder the data folder, in which {@code wal} and {@code topics} are already
     * @param halt is called when the disk fails in a way that leaves it unknown what is on it
     */
    public static Commits open(Disk disk, Path folder, JournalConfig config, LogMetrics metrics, Halt halt)
            throws IOException {
        return new Commits(disk, folder, config, metrics, halt);
    }

    /** Begins to take commits. */
    public void start() {
        checkpoint.start();
        ahead.ifPresent(WriteAheadLog::start);
    }

    /**
     * Brings back what the log has and the topics' files have not. To be called before any journal is opened.
     *
     * @param isKnown whether a topic is in the catalogue; what the log has of others is let go
     */
    public RecoveredLog recover(LongFunction<TopicFolder> folderOf, LongPredicate isKnown) throws IOException {
        return new LogRecovery(disk, log, folderOf, isKnown, config).run(force);
    }

    /** What one shard appends is made durable with, by the thread that asked. */
    public CommitBuffer buffer() {
        return new BatchBuffer(target);
    }

    /** This state log is to be forced within about a second. */
    public void wroteState(Path file) {
        checkpoint.wroteState(file);
    }

    /** Makes durable what was handed in, and ends. */
    public void close() throws IOException {
        if (ahead.isPresent()) {
            ahead.get().close();
        }
        checkpoint.close();
    }
}
