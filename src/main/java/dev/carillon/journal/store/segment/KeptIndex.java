package dev.carillon.journal.store.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a kept file speaks of: as its table says or, if that is damaged, as the records do. */
final class KeptIndex {
    private final long firstSeq;
    private final long endSeq;
    private final boolean isComplete;
    private final long[] sequences;

    private KeptIndex(long firstSeq, long endSeq, boolean isComplete, List<Long> sequences) {
        this.firstSeq = firstSeq;
        this.endSeq = endSeq;
        this.isComplete = isComplete;
        this.sequences = sequences.stream().mapToLong(Long::longValue).toArray();
    }

    /** Empty when the file is gone, or nothing in it can be read. */
    static Optional<KeptIndex> read(SegmentRecords records) {
        return records.bytes(0)
                .flatMap(bytes -> KeptTable.decode(bytes, records.decoder().topicNo()))
                .map(KeptIndex::of)
                .or(() -> of(records.salvageAll()));
    }

    long firstSeq() {
        return firstSeq;
    }

    long endSeq() {
        return endSeq;
    }

    /** Whether it names every record that is waited for: only the table can know those that are damaged. */
    boolean isComplete() {
        return isComplete;
    }

    boolean holds(long sequence) {
        return Arrays.binarySearch(sequences, sequence) >= 0;
    }

    /** The number of a record in the file by the table; empty when that does not say. */
    OptionalInt number(long sequence) {
        int at = Arrays.binarySearch(sequences, sequence);
        return at < 0 || !isComplete ? OptionalInt.empty() : OptionalInt.of(at + 1);
    }

    private static KeptIndex of(KeptTable table) {
        return new KeptIndex(table.firstSeq(), table.endSeq(), true, table.sequences());
    }

    private static Optional<KeptIndex> of(SalvagedRecords found) {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        List<Long> sequences = new ArrayList<>();
        found.sequences().forEach(sequences::add);
        return Optional.of(
                new KeptIndex(found.firstSeq().orElseThrow(), found.lastSeq().orElseThrow() + 1, false, sequences));
    }
}
