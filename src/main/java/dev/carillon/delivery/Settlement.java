package dev.carillon.delivery;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what became of messages, and tells the journal what it may free, in this order: nothing is freed before its
 * settlement is on disk. Facts are written together, a few milliseconds' worth at a time; the log is rewritten when it
 * has grown. Belongs to the shard's thread.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final long FLUSH_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long REWRITE_BYTES = 16L << 20;

    /** What a rewritten log takes for one fact, at most. */
    private static final long FACT_BYTES = 32;

    private final StateLog log;
    private final Timers timers;
    private final Iterable<StateEntry> facts;
    private final Consumer<DeliverySettled> journal;
    private final Map<Long, Released> released = new LinkedHashMap<>();
    private final Map<Long, StateEntry.SettledBelow> raised = new LinkedHashMap<>();
    private long rewriteAtBytes = REWRITE_BYTES;
    private boolean isArmed;
    private boolean isClosed;

    /** A fact could not even be added: the log has to be rewritten from what the shard holds. */
    private boolean isIncomplete;

    /**
     * Flushes by itself.
     *
     * @param facts all that the log has to say at the moment of asking
     * @param journal is told what it may free
     */
    Settlement(StateLog log, Timers timers, Iterable<StateEntry> facts, Consumer<DeliverySettled> journal) {
        this.log = log;
        this.timers = timers;
        this.facts = facts;
        this.journal = journal;
    }

    /** Adds a fact; it is on disk a few milliseconds later, or as soon as the disk works again. */
    void add(StateEntry fact) {
        if (fact instanceof StateEntry.Ended) {
            raised.remove(fact.subscriptionNo());
        }
        try {
            if (!isIncomplete) {
                log.append(fact);
            }
        } catch (UncheckedIOException failure) {
            isIncomplete = true;
            logFailure(failure);
        }
        arm(FLUSH_NANOS);
    }

    /** As {@link #add}, of which only the last of each subscription is written. */
    void raise(StateEntry.SettledBelow below) {
        raised.put(below.subscriptionNo(), below);
        arm(FLUSH_NANOS);
    }

    /** Tells the journal, once all facts so far are on disk, that these bytes of a topic are free. */
    void release(long topicNo, long bytes, long lowSeq) {
        released.computeIfAbsent(topicNo, no -> new Released()).add(bytes, lowSeq);
        arm(FLUSH_NANOS);
    }

    /** Tells the journal nothing more of a topic: it is gone. */
    void forget(long topicNo) {
        released.remove(topicNo);
    }

    /**
     * Writes what was added.
     *
     * @throws UncheckedIOException when the disk fails; nothing is freed then, and nothing is lost either
     */
    void flush() {
        if (isIncomplete) {
            rewrite();
            isIncomplete = false;
        } else {
            raised.values().forEach(log::append);
            log.flush();
        }
        raised.clear();
        released.forEach((topicNo, sum) -> journal.accept(new DeliverySettled(topicNo, sum.bytes, sum.lowSeq)));
        released.clear();
        if (log.sizeBytes() > rewriteAtBytes) {
            rewrite();
        }
    }

    void close() {
        flush();
        isClosed = true;
        log.close();
    }

    /** The next time must be worth it: a log that holds much is rewritten after it has doubled. */
    private void rewrite() {
        long[] count = {0};
        log.rewrite(() -> counting(facts.iterator(), count));
        rewriteAtBytes = log.sizeBytes() + Math.max(REWRITE_BYTES, count[0] * FACT_BYTES);
    }

    private static Iterator<StateEntry> counting(Iterator<StateEntry> all, long[] count) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public StateEntry next() {
                count[0]++;
                return all.next();
            }
        };
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
