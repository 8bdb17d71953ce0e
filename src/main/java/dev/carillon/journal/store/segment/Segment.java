package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.record.RecordDecoder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** One file of a topic's journal, to be read: as it was written, or what was kept of some. */
public sealed interface Segment extends AutoCloseable permits DenseSegment, KeptSegment {
    /** Opens nothing yet. */
    static Segment of(Path folder, SegmentName name, RecordDecoder decoder) {
        SegmentRecords records = new SegmentRecords(folder, name, decoder);
        return name.ending() == SegmentName.Ending.KEPT
                ? new KeptSegment(name, records)
                : new DenseSegment(name, records);
    }

    SegmentName name();

    /** Whether the first sequence is known without a look at the file. */
    boolean isRead();

    /** Empty when there is no whole record, or none yet. */
    OptionalLong firstSeq();

    /** One past the last sequence that it speaks of; empty when there is none. */
    OptionalLong nextSeq();

    /**
     * Where those sequences end, from the first on, that it alone speaks of: whatever else is found of them is older.
     * Empty when it does not say so.
     */
    OptionalLong coveredEnd();

    /** Whether it says that everybody has settled a record. {@link #firstSeq()} must be known. */
    boolean hasFreed(long sequence);

    /** Reads a record; absent when this file does not hold it. {@link #firstSeq()} must be known, and not above. */
    ReadOutcome read(long sequence);

    /** A record as it lies there, whether or not it is damaged. {@link #firstSeq()} must be known, and not above. */
    Optional<byte[]> copy(long sequence);

    /** Gives the descriptor back; what was learnt of the file stays, and the next read opens it again. */
    @Override
    void close();
}
