package dev.carillon.delivery.state;

import dev.carillon.journal.store.StateEntry.RetryScheduled;
import java.util.Arrays;
import org.roaringbitmap.longlong.Roaring64Bitmap;

/**
 * The retries that a state log names for one subscription, while it is replayed: 20 bytes each, in the log's order. Those
 * that a later entry has overtaken are left out before it grows. Belongs to the shard's thread.
 */
final class LoggedRetries {
    private long[] sequences = new long[0];
    private long[] dueMillis = new long[0];
    private int[] attempts = new int[0];
    private int size;

    void add(RetryScheduled retry, SettledSet settled) {
        if (size == sequences.length) {
            dropOvertaken(settled);
            if (2 * size >= sequences.length) {
                resize(Math.max(8, 2 * size));
            }
        }
        put(size++, retry.sequence(), retry.dueAtMillis(), retry.attempts());
    }

    /** For how many there is room. */
    int capacity() {
        return sequences.length;
    }

    /** Hands out the last of each message that is not settled. */
    void forEach(SettledSet settled, Visitor visitor) {
        dropOvertaken(settled);
        for (int i = 0; i < size; i++) {
            visitor.visit(sequences[i], attempts[i], dueMillis[i]);
        }
    }

    /** Sees one retry, due at a wall time. */
    public interface Visitor {
        void visit(long sequence, int attempts, long dueMillis);
    }

    private void dropOvertaken(SettledSet settled) {
        Roaring64Bitmap seen = new Roaring64Bitmap();
        int kept = size;
        for (int i = size - 1; i >= 0; i--) {
            if (!settled.contains(sequences[i]) && !seen.contains(sequences[i])) {
                seen.addLong(sequences[i]);
                kept--;
                put(kept, sequences[i], dueMillis[i], attempts[i]);
            }
        }
        size -= kept;
        System.arraycopy(sequences, kept, sequences, 0, size);
        System.arraycopy(dueMillis, kept, dueMillis, 0, size);
        System.arraycopy(attempts, kept, attempts, 0, size);
    }

    private void put(int at, long sequence, long due, int made) {
        sequences[at] = sequence;
        dueMillis[at] = due;
        attempts[at] = made;
    }

    private void resize(int capacity) {
        sequences = Arrays.copyOf(sequences, capacity);
        dueMillis = Arrays.copyOf(dueMillis, capacity);
        attempts = Arrays.copyOf(attempts, capacity);
    }
}
