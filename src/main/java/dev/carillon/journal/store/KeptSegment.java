package dev.carillon.journal.store;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A kept file: what was still waited for of one or more files when it took their place. Nothing is ever added to it. */
final class KeptSegment implements Segment {
    private final SegmentName name;
    private final SegmentRecords records;
    private Optional<KeptIndex> index = Optional.empty();

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
                && known.number(sequence).isEmpty();
    }

    @Override
    public ReadOutcome read(long sequence) {
        OptionalInt number = index.orElseThrow().number(sequence);
        return number.isPresent() ? records.read(number.getAsInt(), sequence) : new ReadOutcome.Absent();
    }

    @Override
    public Optional<byte[]> copy(long sequence) {
        OptionalInt number = index.orElseThrow().number(sequence);
        return number.isPresent() ? records.bytes(number.getAsInt()) : Optional.empty();
    }

    @Override
    public void close() {
        records.close();
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
