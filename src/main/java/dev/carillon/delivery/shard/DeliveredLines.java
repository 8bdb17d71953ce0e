package dev.carillon.delivery.shard;

import dev.carillon.delivery.turn.Timers;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Says which deliveries have a log line of their own: at full speed a line each would be a load like the deliveries
 * themselves. Those without one are counted, and the number is told now and then. Belongs to the shard's thread; costs
 * nothing but a comparison when there is no line.
 */
final class DeliveredLines {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int mostPerSecond;
    private final long betweenReportsNanos;
    private final Timers timers;
    private final LongConsumer report;
    private boolean isBegun;
    private long secondNanos;
    private int written;
    private long leftOut;
    private Timers.@Nullable Timer due;

    /**
     * A shard's part of the whole broker's lines: the first shards have one more where they cannot be divided evenly, and
     * each reports so seldom that all together do it once a second.
     *
     * @param report is told how many had none
     */
    DeliveredLines(int mostPerSecond, int shard, int shards, Timers timers, LongConsumer report) {
        this.mostPerSecond = mostPerSecond / shards + (shard < mostPerSecond % shards ? 1 : 0);
        this.betweenReportsNanos = shards * SECOND_NANOS;
        this.timers = timers;
        this.report = report;
    }

    /** Whether this delivery has a line. */
    boolean take(long nowNanos) {
        if (!isBegun || nowNanos - secondNanos >= SECOND_NANOS) {
            isBegun = true;
            secondNanos = nowNanos;
            written = 0;
        }
        if (written < mostPerSecond) {
            written++;
            return true;
        }
        leftOut++;
        if (due == null) {
            due = timers.after(betweenReportsNanos, this::tell);
        }
        return false;
    }

    /** Tells what is still to be told. */
    void close() {
        if (due != null) {
            due.cancel();
            tell();
        }
    }

    private void tell() {
        long count = leftOut;
        leftOut = 0;
        due = null;
        report.accept(count);
    }
}
