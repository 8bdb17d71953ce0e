package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A state log's successor while it is written: what is true of one subscription after the other, a slice at a time, so
 * that nothing else waits long for it. What happens in between is appended to both logs; where a fact was appended before
 * its subscription's turn came, it is said twice. Belongs to the shard's thread.
 */
final class LogRewrite {
    /** So much a disk takes in a few milliseconds. */
    private static final long SLICE_BYTES = 512L << 10;

    private final StateLog.Successor successor;
    private final Iterator<FactSource> sources;
    private final Set<Long> ended = new HashSet<>();
    private long count;

    LogRewrite(StateLog.Successor successor, List<FactSource> sources) {
        this.successor = successor;
        this.sources = sources.iterator();
    }

    /** How many facts were written. */
    long count() {
        return count;
    }

    /** A subscription is gone: nothing more is to be said of it. */
    void end(long subscriptionNo) {
        ended.add(subscriptionNo);
    }

    /**
     * Writes a slice.
     *
     * @return whether it was the last, and the successor is in its place
     * @throws java.io.UncheckedIOException when the disk fails; nothing is changed then
     */
    boolean writeSlice() {
        while (successor.unforcedBytes() < SLICE_BYTES && sources.hasNext()) {
            write(sources.next());
        }
        if (sources.hasNext()) {
            successor.force();
            return false;
        }
        successor.replace();
        return true;
    }

    void abandon() {
        successor.abandon();
    }

    private void write(FactSource source) {
        if (!ended.contains(source.subscriptionNo())) {
            source.facts(this::add);
        }
    }

    private void add(StateEntry fact) {
        successor.add(fact);
        count++;
    }
}
