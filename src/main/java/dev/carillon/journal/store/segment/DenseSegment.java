package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.ReadOutcome;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A file as it was written: records with dense sequences from the first on. Which is the first is what its first whole
 * record says; a file without one holds nothing.
 *
 * <p>A file that nobody writes to any more is read past its damage: from the first place on where something else is than
 * should be, records are found by what they say of themselves.
 */
final class DenseSegment implements Segment {
    private final SegmentName name;
    private final SegmentRecords records;
    private final boolean isFinished;
    private OptionalLong firstSeq = OptionalLong.empty();
    private int scanned;
    private int wholeRecords;

    /** Of a finished file that was scanned to its end. */
    private @Nullable SalvagedRecords salvaged;

    DenseSegment(SegmentName name, SegmentRecords records) {
        this.name = name;
        this.records = records;
        this.isFinished = name.ending() != SegmentName.Ending.WRITTEN;
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
        return firstSeq.isPresent() ? OptionalLong.of(endSeq()) : OptionalLong.empty();
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
        ReadOutcome outcome = records.read(number(sequence), sequence);
        if (outcome instanceof ReadOutcome.Found) {
            return outcome;
        }
        return place(sequence).map(place -> records.read(place, sequence)).orElse(outcome);
    }

    @Override
    public Optional<byte[]> copy(long sequence) {
        return records.copy(records.bytes(number(sequence)), sequence, this::place);
    }

    @Override
    public void close() {
        records.close();
    }

    private int number(long sequence) {
        return Math.toIntExact(sequence - firstSeq.orElseThrow());
    }

    private long endSeq() {
        long end = firstSeq.orElseThrow() + wholeRecords;
        return salvaged == null ? end : Math.max(end, salvaged.lastSeq().orElse(-1) + 1);
    }

    /** Where a record is that does not have its place in the order. */
    private Optional<SalvagedRecords.Place> place(long sequence) {
        if (!isFinished) {
            return Optional.empty();
        }
        OptionalLong unused = nextSeq();
        return salvaged == null ? Optional.empty() : Optional.ofNullable(salvaged.place(sequence));
    }

    /** Looks at the next record; false at the end of what is there. */
    private boolean scanOne() {
        if (salvaged != null) {
            return false;
        }
        Optional<byte[]> record = records.bytes(scanned);
        OptionalLong sequence = record.map(records::sequence).orElse(OptionalLong.empty());
        if (isFinished && (sequence.isEmpty() || !isExpected(sequence.getAsLong()))) {
            salvage();
            return false;
        }
        if (sequence.isPresent() && firstSeq.isEmpty() && sequence.getAsLong() >= scanned) {
            firstSeq = OptionalLong.of(sequence.getAsLong() - scanned);
        }
        if (sequence.isPresent() && isExpected(sequence.getAsLong())) {
            wholeRecords = scanned + 1;
        }
        scanned += record.isPresent() ? 1 : 0;
        return record.isPresent();
    }

    private boolean isExpected(long sequence) {
        return firstSeq.isEmpty() ? scanned == 0 : sequence == firstSeq.getAsLong() + scanned;
    }

    /** Usually finds nothing: the file ends here. */
    private void salvage() {
        OptionalLong next =
                firstSeq.isPresent() ? OptionalLong.of(firstSeq.getAsLong() + scanned) : OptionalLong.empty();
        SalvagedRecords found = records.salvage(scanned, next);
        salvaged = found;
        if (firstSeq.isEmpty()) {
            firstSeq = found.firstSeq();
        }
    }
}
