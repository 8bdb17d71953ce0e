package dev.carillon.app.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.concurrent.atomic.LongAdder;

/**
 * Takes log lines off the threads that write them, so that whoever reads the log, or does not, holds up nobody: a thread
 * of its own brings them to the console.
 *
 * <pre>
 *   places left   8192 ............. 1024 ............ 0
 *                 every line waits   WARN and ERROR    none: all are discarded and counted
 * </pre>
 *
 * <p>Safe on every thread; a line never waits for its place. Its stop brings what still waits to the console, for as long
 * as {@link #FLUSH_MILLIS}.
 */
final class LogQueue extends AsyncAppender {
    static final int PLACES = 8_192;
    static final int RESERVED_FOR_TROUBLE = 1_024;
    private static final int FLUSH_MILLIS = 2_000;

    private final LongAdder discarded = new LongAdder();

    LogQueue() {
        setQueueSize(PLACES);
        setDiscardingThreshold(RESERVED_FOR_TROUBLE);
        setNeverBlock(true);
        setMaxFlushTime(FLUSH_MILLIS);
    }

    /** Lines that nobody will see. */
    long discarded() {
        return discarded.sum();
    }

    /** Is asked, by the class above, for a line that finds only the reserved places left or none. */
    @Override
    protected boolean isDiscardable(ILoggingEvent line) {
        boolean isDiscarded = getRemainingCapacity() == 0 || super.isDiscardable(line);
        if (isDiscarded) {
            discarded.increment();
        }
        return isDiscarded;
    }
}
