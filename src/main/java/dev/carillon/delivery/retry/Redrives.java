package dev.carillon.delivery.retry;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * One subscription's messages on their way to its dead-letter queue: those that wait for an attempt, soonest first, and
 * those that are under way. They are counted among the shard's waiting retries, and bounded like these. Belongs to the
 * shard's thread.
 */
public final class Redrives {
    private final WaitingRetries all;
    private final Map<Long, Redrive> bySequence = new HashMap<>();
    private final PriorityQueue<Redrive> waiting = new PriorityQueue<>(1, Comparator.comparingLong(Redrive::dueNanos));

    public Redrives(WaitingRetries all) {
        this.all = all;
    }

    public int size() {
        return bySequence.size();
    }

    public boolean contains(long sequence) {
        return bySequence.containsKey(sequence);
    }

    /** Adds a message, or one that was under way and failed. */
    public void add(Redrive redrive) {
        if (bySequence.put(redrive.sequence(), redrive) == null) {
            all.changed(1);
        }
        waiting.add(redrive);
    }

    public boolean isNoneWaiting() {
        return waiting.isEmpty();
    }

    /** When the first is due; never while none waits. */
    public long firstDueNanos() {
        Redrive first = waiting.peek();
        return first == null ? Long.MAX_VALUE : first.dueNanos();
    }

    /** The first that waits; there must be one. */
    public Redrive first() {
        return waiting.element();
    }

    /** The first is under way. */
    public void beginFirst() {
        Redrive unused = waiting.remove();
    }

    /** One that was under way is over. */
    public void finish(long sequence) {
        if (bySequence.remove(sequence) != null) {
            all.changed(-1);
        }
    }

    /** Forgets one, if it is there. */
    public void remove(long sequence) {
        Redrive gone = bySequence.remove(sequence);
        if (gone != null) {
            all.changed(-1);
            boolean unused = waiting.remove(gone);
        }
    }

    /** Forgets those whose sequence is not in a range. */
    public void retain(long fromSeq, long endSeq) {
        bySequence.keySet().stream()
                .filter(sequence -> sequence < fromSeq || sequence >= endSeq)
                .toList()
                .forEach(this::remove);
    }

    /** One past the last sequence, or a lower bound. */
    public long endSeq(long leastSeq) {
        long end = leastSeq;
        for (long sequence : bySequence.keySet()) {
            end = Math.max(end, sequence + 1);
        }
        return end;
    }

    /** They are counted no longer: nobody will make these attempts in this run. */
    public void end() {
        all.changed(-bySequence.size());
    }

    /** Hands out all, in no order. */
    public void forEach(Consumer<Redrive> consumer) {
        bySequence.values().forEach(consumer);
    }
}
