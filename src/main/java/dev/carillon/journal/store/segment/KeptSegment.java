package dev.carillon.journal.store.segment;

import dev.carillon.journal.store.ReadOutcome;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A kept file: what was still waited for of one or more files when it took their place. Nothing is ever added to it. */
final class KeptSegment implements Segment {
    private final SegmentName name;
    private final SegmentRecords records;
    private Optional<KeptIndex> index = Optional.empty();

    /** Of a file in which a record was not where the table has it. */
    private Optional<SalvagedRecords> salvaged = Optional.empty();

    KeptSegment(SegmentName name, SegmentRecords records) {
        this.name = name;
        this.records = records;
    }

    @Override
    public SegmentName name() {
        return name;
    }

    @Override
    public boolean isRead() {
        return index.isPresent();
    }

    @Override
    public OptionalLong firstSeq() {
        return toLong(readIndex().map(KeptIndex::firstSeq));
    }

    @Override
    public OptionalLong nextSeq() {
        return toLong(readIndex().map(KeptIndex::endSeq));
    }

    @Override
    public OptionalLong coveredEnd() {
        return toLong(readIndex().filter(KeptIndex::isComplete).map(KeptIndex::endSeq));
    }

    @Override
    public boolean hasFreed(long sequence) {
        KeptIndex known = index.orElseThrow();
        return known.isComplete()
                && sequence >= known.firstSeq()
                && sequence < known.endSeq()
                && !known.holds(sequence);
    }

    @Override
    public ReadOutcome read(long sequence) {
        OptionalInt number = index.orElseThrow().number(sequence);
        ReadOutcome outcome = number.isPresent() ? records.read(number.getAsInt(), sequence) : new ReadOutcome.Absent();
        if (outcome instanceof ReadOutcome.Found) {
            return outcome;
        }
        return place(sequence).map(place -> records.read(place, sequence)).orElse(outcome);
    }

    @Override
    public Optional<byte[]> copy(long sequence) {
        OptionalInt number = index.orElseThrow().number(sequence);
        Optional<byte[]> inPlace = number.isPresent() ? records.bytes(number.getAsInt()) : Optional.empty();
        return records.copy(inPlace, sequence, this::place);
    }

    @Override
    public void close() {
        records.close();
    }

    /** Where a record is that should be here, and was not found by the table. */
    private Optional<SalvagedRecords.Place> place(long sequence) {
        if (!index.orElseThrow().holds(sequence)) {
            return Optional.empty();
        }
        if (salvaged.isEmpty()) {
            salvaged = Optional.of(records.salvageAll());
        }
        return Optional.ofNullable(salvaged.get().place(sequence));
    }

    private Optional<KeptIndex> readIndex() {
        if (index.isEmpty()) {
            index = KeptIndex.read(records);
        }
        return index;
    }

    private static OptionalLong toLong(Optional<Long> value) {
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }
}
