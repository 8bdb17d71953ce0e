package dev.carillon.journal;

import java.util.stream.IntStream;

/**
 * Sequences by a hash, in no order: 16 bytes each and some air. Several may have the same hash; who asks looks at each.
 *
 * <pre>
 *   table:  hash | sequence | hash | sequence | 0 | . | hash | sequence    a hash of 0 is a free place
 * </pre>
 */
final class HashedSequences {
    /** What stands for a sequence that was taken away; its place goes on leading to others. */
    static final long GONE = -1;

    private static final int FIRST_PLACES = 16;

    private long[] table = new long[2 * FIRST_PLACES];
    private int size;

    int size() {
        return size;
    }

    void add(long hash, long sequence) {
        if (4 * (size + 1) > 3 * places()) {
            grow();
        }
        put(used(hash), sequence);
        size++;
    }

    /** The first place that may hold this hash; negative when there is none. */
    int first(long hash) {
        return look(hash, (int) used(hash) & (places() - 1));
    }

    /** The next such place behind one. */
    int next(long hash, int place) {
        return look(hash, (place + 1) & (places() - 1));
    }

    /** What is at a place, or {@link #GONE}. */
    long sequence(int place) {
        return table[2 * place + 1];
    }

    /** Takes a sequence away; looks at every place. */
    void remove(long sequence) {
        for (int place = 0; place < places(); place++) {
            if (table[2 * place] != 0 && sequence(place) == sequence) {
                table[2 * place + 1] = GONE;
            }
        }
    }

    /** All that are here, ascending: in the order in which a journal is read cheapest. */
    long[] ascending() {
        return IntStream.range(0, places())
                .filter(place -> table[2 * place] != 0 && sequence(place) != GONE)
                .mapToLong(this::sequence)
                .sorted()
                .toArray();
    }

    private int look(long hash, int from) {
        int place = from;
        while (table[2 * place] != 0) {
            if (table[2 * place] == used(hash)) {
                return place;
            }
            place = (place + 1) & (places() - 1);
        }
        return -1;
    }

    private void grow() {
        long[] before = table;
        table = new long[2 * before.length];
        for (int at = 0; at < before.length; at += 2) {
            if (before[at] != 0) {
                put(before[at], before[at + 1]);
            }
        }
    }

    private void put(long hash, long sequence) {
        int place = (int) hash & (places() - 1);
        while (table[2 * place] != 0) {
            place = (place + 1) & (places() - 1);
        }
        table[2 * place] = hash;
        table[2 * place + 1] = sequence;
    }

    private int places() {
        return table.length / 2;
    }

    private static long used(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
