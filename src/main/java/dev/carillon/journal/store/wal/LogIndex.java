package dev.carillon.journal.store.wal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;

/**
 * Where each topic's records are in one segment of the log: so that a topic can be looked at as a whole, and few of its
 * files need be open at once. Sixteen bytes a record. Belongs to the thread that made it.
 */
final class LogIndex {
    private final Map<Long, Places> places = new HashMap<>();
    private long records;

    /**
     * Reads a segment.
     *
     * @param isKnown topics that count; the others are passed over
     * @param free is told the ranges that are free
     */
    static LogIndex read(LogReader reader, LongPredicate isKnown, BiConsumer<Long, LogFrame> free) throws IOException {
        LogIndex index = new LogIndex();
        Optional<LogFrame> frame = reader.next();
        while (frame.isPresent()) {
            long topicNo = frame.get().topicNo();
            if (isKnown.test(topicNo)) {
                if (frame.get().isRecord()) {
                    index.places.computeIfAbsent(topicNo, no -> new Places()).add(reader.position());
                    index.records++;
                } else {
                    free.accept(topicNo, frame.get());
                }
            }
            frame = reader.next();
        }
        return index;
    }

    long records() {
        return records;
    }

    List<Long> topics() {
        return new ArrayList<>(places.keySet());
    }

    /** The places of a topic's records, in the order of their appends. */
    long[] of(long topicNo) {
        Places of = places.get(topicNo);
        return of == null ? new long[0] : Arrays.copyOf(of.positions, of.count);
    }

    private static final class Places {
        private long[] positions = new long[4];
        private int count;

        void add(long position) {
            positions = count == positions.length ? Arrays.copyOf(positions, 2 * count) : positions;
            positions[count] = position;
            count++;
        }
    }
}
