package dev.carillon.journal.store;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file as it was written: records with dense sequences from the first on. Which is the first is what its first whole
 * record says; a file without one holds nothing.
 */
final class DenseSegment implements Segment {
    private final SegmentName name;
    private final SegmentRecords records;
    private OptionalLong firstSeq = OptionalLong.empty();
    private int scanned;
    private int wholeRecords;

    DenseSegment(SegmentName name, SegmentRecords records) {
        this.name = name;
        this.records = records;
    }

    @Override
    public SegmentName name() {
        return name;
    }

    @Override
    public boolean isRead() {
        return firstSeq.isPresent();
    }

    @Override
    public OptionalLong firstSeq() {
        while (firstSeq.isEmpty() && scanOne()) {
            // Usually the very first record tells.
        }
        return firstSeq;
    }

    /** Goes on where the last call ended. */
    @Override
    public OptionalLong nextSeq() {
        while (scanOne()) {
            // Every checksum counts, also behind a damaged record.
        }
        return firstSeq.isPresent() ? OptionalLong.of(firstSeq.getAsLong() + wholeRecords) : OptionalLong.empty();
    }

    @Override
    public OptionalLong coveredEnd() {
        return OptionalLong.empty();
    }

    @Override
    public boolean hasFreed(long sequence) {
        return false;
    }

    @Override
    public ReadOutcome read(long sequence) {
        return records.read(number(sequence), sequence);
    }

    @Override
    public Optional<byte[]> copy(long sequence) {
        return records.bytes(number(sequence));
    }

    @Override
    public void close() {
        records.close();
    }

    private int number(long sequence) {
        return Math.toIntExact(sequence - firstSeq.orElseThrow());
    }

    /** Looks at the next record; false at the end of what is there. */
    private boolean scanOne() {
        Optional<byte[]> record = records.bytes(scanned);
        OptionalLong sequence = record.map(records::sequence).orElse(OptionalLong.empty());
        if (sequence.isPresent() && firstSeq.isEmpty() && sequence.getAsLong() >= scanned) {
            firstSeq = OptionalLong.of(sequence.getAsLong() - scanned);
        }
        if (sequence.isPresent() && firstSeq.isPresent() && sequence.getAsLong() == firstSeq.getAsLong() + scanned) {
            wholeRecords = scanned + 1;
        }
        scanned += record.isPresent() ? 1 : 0;
        return record.isPresent();
    }
}
