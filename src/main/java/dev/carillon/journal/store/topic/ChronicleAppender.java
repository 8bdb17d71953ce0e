package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.TopicFolder;
import java.io.IOException;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.core.Jvm;
import net.openhft.chronicle.core.UnsafeMemory;
import net.openhft.chronicle.core.io.BackgroundResourceReleaser;
import net.openhft.chronicle.core.onoes.NullExceptionHandler;
import net.openhft.chronicle.core.onoes.Slf4jExceptionHandler;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import net.openhft.chronicle.queue.rollcycles.SparseRollCycles;
import net.openhft.chronicle.wire.DocumentContext;

/**
 * One Chronicle Queue that is written to. Chronicle rolls by the clock; ours shows whatever hour the file that we want
 * has as its name. Its index is not used, hence the roll cycle with the sparsest one.
 */
final class ChronicleAppender implements AutoCloseable {
    static {
        Jvm.setExceptionHandlers(
                Slf4jExceptionHandler.ERROR, NullExceptionHandler.NOTHING, NullExceptionHandler.NOTHING);
    }

    private static final RollCycle ROLL_CYCLE = SparseRollCycles.LARGE_HOURLY_XSPARSE;

    /** Chronicle wants a record to fit into a quarter of a block. */
    private static final int BLOCK_BYTES = 4 * 512 * 1024;

    /** What Chronicle uses of its notes' file is within its first page. */
    private static final long NOTES_BYTES = 4_096;

    private static final long LOCK_TIMEOUT_MILLIS = 1_000;

    private final SingleChronicleQueue queue;
    private final ExcerptAppender appender;
    private int cycle;

    private ChronicleAppender(Path folder, int cycle) {
        this.cycle = cycle;
        this.queue = SingleChronicleQueueBuilder.binary(folder)
                .blockSize(BLOCK_BYTES)
                .rollCycle(ROLL_CYCLE)
                .timeoutMS(LOCK_TIMEOUT_MILLIS)
                .checkInterrupts(false)
                .timeProvider(() -> (long) this.cycle * ROLL_CYCLE.lengthInMillis())
                .build();
        this.appender = queue.createAppender();
        appender.singleThreadedCheckDisabled(true);
    }

    /**
     * Loads the class by which Chronicle has a hook in the end of the process. Where the first message of all comes while
     * that end is under way, there can be no hook any more: the class would not load, then or ever, and nothing be written.
     */
    static void prepare() {
        boolean unused = BackgroundResourceReleaser.isOnBackgroundResourceReleaserThread();
    }

    /**
     * Opens a topic's folder. Chronicle's own notes are thrown away first and made anew: they hold a lock that, after a
     * kill in a container, a process with the same number would take for its own for ever. Who may write here is settled
     * by the lock on the data folder.
     */
    static ChronicleAppender open(TopicFolder topic, int cycle) throws IOException {
        topic.disk().createFolders(topic.path());
        Path notes = topic.path().resolve("metadata.cq4t");
        topic.disk().delete(notes);
        topic.disk().takeSpace(notes, 0, NOTES_BYTES);
        return new ChronicleAppender(topic.path(), cycle);
    }

    /** Writes a record to the file with this number, which is the last one's or one more. */
    void append(int toCycle, byte[] record) {
        cycle = toCycle;
        try (DocumentContext document = appender.writingDocument()) {
            try {
                copy(record, document.wire().bytes());
            } catch (RuntimeException | Error failure) {
                document.rollbackOnClose();
                throw failure;
            }
        }
    }

    /** Chronicle's own way from the heap goes eight bytes at a time, and twice as long. A record lies within one map. */
    private static void copy(byte[] record, Bytes<?> to) {
        long start = to.writePosition();
        to.writeSkip(record.length);
        UnsafeMemory.MEMORY.copyMemory(record, 0, to.addressForWrite(start), record.length);
    }

    @Override
    public void close() {
        appender.close();
        queue.close();
    }
}
