package dev.carillon.journal.store.wal;

import java.util.Map;
import java.util.TreeMap;

/** Ranges of a topic's sequences that nobody will ask for. */
final class FreeSequences {
    /** Where the range ends that begins at the key. */
    private final TreeMap<Long, Long> ends = new TreeMap<>();

    void add(long fromSeq, long endSeq) {
        ends.merge(fromSeq, endSeq, Math::max);
    }

    boolean contains(long sequence) {
        for (Map.Entry<Long, Long> range : ends.headMap(sequence, true).entrySet()) {
            if (sequence < range.getValue()) {
                return true;
            }
        }
        return false;
    }
}
