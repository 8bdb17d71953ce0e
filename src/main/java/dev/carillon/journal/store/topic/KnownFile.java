package dev.carillon.journal.store.topic;

import dev.carillon.journal.store.segment.Segment;
import dev.carillon.journal.store.segment.SegmentName;
import java.util.OptionalLong;

/**
 * A file of a topic's journal.
 *
 * @param firstSeq empty when it holds no whole record
 * @param coveredEnd up to where it stands for whatever else there is; only of kept files
 */
record KnownFile(SegmentName name, OptionalLong firstSeq, OptionalLong coveredEnd) {
    static KnownFile of(Segment segment) {
        return new KnownFile(segment.name(), segment.firstSeq(), segment.coveredEnd());
    }

    /** Whether this one, whose name comes later, stands in the other's place. */
    boolean replaces(KnownFile other) {
        return coveredEnd.isPresent()
                && other.firstSeq.isPresent()
                && other.firstSeq.getAsLong() >= firstSeq.getAsLong()
                && other.firstSeq.getAsLong() < coveredEnd.getAsLong();
    }
}
