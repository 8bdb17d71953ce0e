package dev.carillon.delivery.state;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.delivery.turn.Timers;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of messages, and tells the journal what it may free, in this order: nothing is freed before its
 * settlement is on disk. Facts are written together, a few milliseconds' worth at a time; the log is rewritten when it
 * has grown. Belongs to the shard's thread.
 */
public final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REWRITE_BYTES = 16L << 20;

    /** A rewrite that failed is begun again when the log has grown by so much. */
    private static final long REWRITE_AGAIN_BYTES = 1L << 20;

    /** What a rewritten log takes for one fact, at most. */
    private static final long FACT_BYTES = 32;

    private final StateLog log;
    private final Timers timers;
    private final Supplier<List<FactSource>> facts;
    private final Consumer<DeliverySettled> journal;
    private final Runnable beforeWrite;
    private final Map<Long, Released> released = new LinkedHashMap<>();
    private final Map<Long, StateEntry.SettledBelow> raised = new LinkedHashMap<>();
    private long rewriteAtBytes = REWRITE_BYTES;
    private @Nullable LogRewrite rewriting;
    private boolean isArmed;
    private boolean isClosed;

    /** A fact could not even be added: the log has to be rewritten from what the shard holds. */
    private boolean isIncomplete;

    /**
     * Flushes by itself.
     *
     * @param facts all of whom the log has something to say at the moment of asking
     * @param journal is told what it may free
     * @param beforeWrite adds what has to be in the next write
     */
    public Settlement(
            StateLog log,
            Timers timers,
            Supplier<List<FactSource>> facts,
            Consumer<DeliverySettled> journal,
            Runnable beforeWrite) {
        this.log = log;
        this.timers = timers;
        this.facts = facts;
        this.journal = journal;
        this.beforeWrite = beforeWrite;
    }

    /** Adds a fact; it is on disk a few milliseconds later, or as soon as the disk works again. */
    public void add(StateEntry fact) {
        if (fact instanceof StateEntry.Ended) {
            raised.remove(fact.subscriptionNo());
        }
        try {
            if (!isIncomplete) {
                append(fact);
            }
        } catch (UncheckedIOException failure) {
            isIncomplete = true;
            logFailure(failure);
        }
        arm(FLUSH_NANOS);
    }

    /** As {@link #add}, of which only the last of each subscription is written. */
    public void raise(StateEntry.SettledBelow below) {
        raised.put(below.subscriptionNo(), below);
        arm(FLUSH_NANOS);
    }

    /** Tells the journal, once all facts so far are on disk, that these bytes of a topic are free. */
    public void release(long topicNo, long bytes, long lowSeq) {
        released.computeIfAbsent(topicNo, no -> new Released()).add(bytes, lowSeq);
        arm(FLUSH_NANOS);
    }

    /** Tells the journal nothing of what was released of a topic so far: it is gone, or the journal is told otherwise. */
    public void forget(long topicNo) {
        released.remove(topicNo);
    }

    /**
     * Writes what was added.
     *
     * @throws UncheckedIOException when the disk fails; nothing is freed then, and nothing is lost either
     */
    public void flush() {
        beforeWrite.run();
        if (isIncomplete) {
            rewriteAtOnce();
            isIncomplete = false;
        } else {
            raised.values().forEach(log::append);
            log.flush();
        }
        raised.clear();
        released.forEach((topicNo, sum) -> journal.accept(new DeliverySettled(topicNo, sum.bytes, sum.lowSeq)));
        released.clear();
    }

    public void close() {
        flush();
        isClosed = true;
        log.close();
    }

    private void append(StateEntry fact) {
        log.append(fact);
        if (rewriting != null && fact instanceof StateEntry.Ended) {
            rewriting.end(fact.subscriptionNo());
        }
    }

    /** Gives up a rewrite that does not know of somebody who was taken up meanwhile; another begins soon. */
    public void restartRewrite() {
        if (rewriting != null) {
            LogRewrite given = rewriting;
            rewriting = null;
            given.abandon();
            arm(FLUSH_NANOS);
        }
    }

    /** Without it nothing can be written any more: everything waits for it. */
    private void rewriteAtOnce() {
        LogRewrite whole = new LogRewrite(log.succeed(), facts.get());
        rewriting = null;
        try {
            boolean isDone = false;
            while (!isDone) {
                isDone = whole.writeSlice();
            }
        } catch (UncheckedIOException failure) {
            whole.abandon();
            throw failure;
        }
        onRewritten(whole);
    }

    private void beginRewrite() {
        LogRewrite begun = new LogRewrite(log.succeed(), facts.get());
        rewriting = begun;
        timers.soon(() -> goOnRewriting(begun));
    }

    private void goOnRewriting(LogRewrite begun) {
        if (rewriting != begun || isClosed) {
            return;
        }
        try {
            if (begun.writeSlice()) {
                rewriting = null;
                onRewritten(begun);
            } else {
                timers.soon(() -> goOnRewriting(begun));
            }
        } catch (UncheckedIOException failure) {
            rewriting = null;
            rewriteAtBytes = log.grownBytes() + REWRITE_AGAIN_BYTES;
            logFailure(failure);
            begun.abandon();
        }
    }

    /** The next time must be worth it: a log that holds much is rewritten after it has doubled. */
    private void onRewritten(LogRewrite done) {
        rewriteAtBytes = log.grownBytes() + Math.max(REWRITE_BYTES, done.count() * FACT_BYTES);
    }

    private void arm(long nanos) {
        if (!isArmed) {
            isArmed = true;
            var unused = timers.after(nanos, this::onTimer);
        }
    }

    private void onTimer() {
        isArmed = false;
        if (isClosed) {
            return;
        }
        try {
            flush();
            if (rewriting == null && log.grownBytes() > rewriteAtBytes) {
                beginRewrite();
            }
        } catch (UncheckedIOException failure) {
            logFailure(failure);
            arm(AGAIN_NANOS);
        }
    }

    private static void logFailure(UncheckedIOException failure) {
        LOG.atError()
                .addKeyValue("error", String.valueOf(failure.getCause()))
                .log("the state log cannot be written; what was delivered may be delivered again after a restart");
    }

    /** The sum of a topic's releases since the last flush. */
    private static final class Released {
        private long bytes;
        private long lowSeq;

        void add(long more, long low) {
            bytes += more;
            lowSeq = low;
        }
    }
}
