package dev.carillon.delivery.retry;

import java.util.Arrays;

/**
 * One subscription's messages that wait for their next attempt, soonest first: a binary heap in arrays, 28 bytes a
 * message and some air. Belongs to the shard's thread.
 */
public final class RetrySchedule {
    /** The publish time is not known: the record has to be read. */
    public static final long UNKNOWN = Long.MIN_VALUE;

    private final WaitingRetries all;
    private long[] dueNanos = new long[0];
    private long[] sequences = new long[0];
    private long[] publishedNanos = new long[0];
    private int[] attempts = new int[0];
    private int size;

    /**
     * Empty.
     *
     * @param all of the shard, among which these are counted
     */
    public RetrySchedule(WaitingRetries all) {
        this.all = all;
    }

    public int size() {
        return size;
    }

    /**
     * Adds a message that is not in it.
     *
     * @param attemptsMade how many it has had
     * @param dueAt monotonic time of the next
     * @param publishedAt monotonic time of its publish, or {@link #UNKNOWN}
     */
    public void add(long sequence, int attemptsMade, long dueAt, long publishedAt) {
        if (size == sequences.length) {
            grow();
        }
        put(size, dueAt, sequence, publishedAt, attemptsMade);
        up(size++);
        all.changed(1);
    }

    /** When the first is due; {@code Long.MAX_VALUE} while there is none. */
    public long firstDueNanos() {
        return size == 0 ? Long.MAX_VALUE : dueNanos[0];
    }

    public long firstSequence() {
        return sequences[0];
    }

    public int firstAttempts() {
        return attempts[0];
    }

    public long firstPublishedNanos() {
        return publishedNanos[0];
    }

    public void removeFirst() {
        size--;
        copy(size, 0);
        down(0);
        all.changed(-1);
        if (sequences.length > 64 && size < sequences.length / 4) {
            resize(sequences.length / 2);
        }
    }

    /** Forgets those whose sequence is not in a range. */
    public void retain(long fromSeq, long endSeq) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (sequences[i] >= fromSeq && sequences[i] < endSeq) {
                copy(i, kept++);
            }
        }
        all.changed(kept - size);
        size = kept;
        for (int i = size / 2 - 1; i >= 0; i--) {
            down(i);
        }
    }

    /** Forgets one, if it is there. */
    public void remove(long sequence) {
        for (int i = 0; i < size; i++) {
            if (sequences[i] == sequence) {
                size--;
                all.changed(-1);
                copy(size, i);
                down(i);
                up(i);
                return;
            }
        }
    }

    /** One past the last sequence that waits, or a lower bound. */
    public long endSeq(long leastSeq) {
        long end = leastSeq;
        for (int i = 0; i < size; i++) {
            end = Math.max(end, sequences[i] + 1);
        }
        return end;
    }

    /** They are counted no longer: nobody will make these attempts in this run. */
    public void end() {
        all.changed(-size);
    }

    /** Hands out all, in no order. */
    public void forEach(Visitor visitor) {
        for (int i = 0; i < size; i++) {
            visitor.visit(sequences[i], attempts[i], dueNanos[i]);
        }
    }

    /** Sees one waiting message. */
    public interface Visitor {
        void visit(long sequence, int attempts, long dueNanos);
    }

    private void up(int from) {
        int child = from;
        while (child > 0 && dueNanos[child] < dueNanos[(child - 1) / 2]) {
            swap(child, (child - 1) / 2);
            child = (child - 1) / 2;
        }
    }

    private void down(int from) {
        int parent = from;
        while (2 * parent + 1 < size) {
            int least = 2 * parent + 1;
            if (least + 1 < size && dueNanos[least + 1] < dueNanos[least]) {
                least++;
            }
            if (dueNanos[parent] <= dueNanos[least]) {
                return;
            }
            swap(parent, least);
            parent = least;
        }
    }

    private void swap(int a, int b) {
        long due = dueNanos[a];
        long sequence = sequences[a];
        long published = publishedNanos[a];
        int made = attempts[a];
        copy(b, a);
        put(b, due, sequence, published, made);
    }

    private void copy(int from, int to) {
        put(to, dueNanos[from], sequences[from], publishedNanos[from], attempts[from]);
    }

    private void put(int at, long due, long sequence, long published, int made) {
        dueNanos[at] = due;
        sequences[at] = sequence;
        publishedNanos[at] = published;
        attempts[at] = made;
    }

    private void grow() {
        resize(Math.max(8, size + size / 2));
    }

    private void resize(int capacity) {
        dueNanos = Arrays.copyOf(dueNanos, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        publishedNanos = Arrays.copyOf(publishedNanos, capacity);
        attempts = Arrays.copyOf(attempts, capacity);
    }
}
