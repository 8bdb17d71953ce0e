package dev.carillon.journal.store.wal;

import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.disk.DiskFull;
import dev.carillon.journal.store.disk.TooManyFiles;
import dev.carillon.metrics.LogMetrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log that all shards share: what they append is durable once it is here, and a force serves all who came during the
 * last one. A thread of its own writes and forces; shards hand batches in and go on. Bounded in bytes: a shard asks
 * {@link #isFull} before it appends.
 *
 * <p>A full disk, or a process without a descriptor for the next segment, refuses a group; any other failure ends the
 * process, and nobody is told that anything is durable.
 */
final class WriteAheadLog implements CommitTarget {
    static final long MOST_WAITING_BYTES = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(WriteAheadLog.class);
    private static final int MOST_BATCHES = 1_024;
    private static final CommitBatch END = new CommitBatch();

    private final LogWriter writer;
    private final long windowNanos;
    private final LogMetrics metrics;
    private final Halt halt;
    private final BlockingQueue<CommitBatch> waiting = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final Thread thread = new Thread(this::run, "wal");

    WriteAheadLog(LogWriter writer, long windowNanos, LogMetrics metrics, Halt halt) {
        this.writer = writer;
        this.windowNanos = windowNanos;
        this.metrics = metrics;
        this.halt = halt;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void commit(CommitBatch batch) {
        waitingBytes.addAndGet(batch.bytes());
        waiting.add(batch);
    }

    @Override
    public boolean isFull() {
        return waitingBytes.get() >= MOST_WAITING_BYTES;
    }

    /** Makes durable what was handed in, and ends. */
    void close() throws IOException {
        waiting.add(END);
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        writer.close();
    }

    private void run() {
        try {
            boolean isEnding = false;
            while (!isEnding) {
                List<CommitBatch> group = next();
                isEnding = group.remove(END);
                if (!group.isEmpty()) {
                    commitAll(group);
                }
            }
        } catch (IOException | RuntimeException | Error failure) {
            // An error, too: without this thread nothing would be acknowledged any more, and nobody be told why.
            halt.halt("the write-ahead log cannot be written", failure);
        } catch (InterruptedException nobodyDoes) {
            Thread.currentThread().interrupt();
        }
    }

    private List<CommitBatch> next() throws InterruptedException {
        List<CommitBatch> group = new ArrayList<>();
        group.add(waiting.take());
        if (windowNanos > 0) {
            LockSupport.parkNanos(windowNanos);
        }
        int unused = waiting.drainTo(group, MOST_BATCHES);
        return group;
    }

    private void commitAll(List<CommitBatch> group) throws IOException {
        LogMetrics.Begun begun = metrics.begin();
        boolean isDurable = write(group);
        if (isDurable) {
            metrics.written(
                    begun,
                    group.stream().mapToInt(batch -> batch.frames().size()).sum());
            LogMetrics.Begun forcing = metrics.begin();
            writer.force();
            metrics.forced(forcing);
        }
        for (CommitBatch batch : group) {
            waitingBytes.addAndGet(-batch.bytes());
            batch.done(isDurable);
        }
    }

    private boolean write(List<CommitBatch> group) throws IOException {
        try {
            writer.write(group);
            return true;
        } catch (IOException failure) {
            if (!DiskFull.isReasonOf(failure) && !TooManyFiles.isReasonOf(failure)) {
                throw failure;
            }
            LOG.atError()
                    .addKeyValue("error", failure.toString())
                    .log("the write-ahead log finds no space, or no descriptor; messages are refused");
            return false;
        }
    }
}
