package dev.carillon.journal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Where the records of a kept file are in it: what its table says or, if that is damaged, what the records say. */
final class KeptIndex {
    private final long firstSeq;
    private final long endSeq;
    private final boolean isComplete;
    private final long[] sequences;
    private final int[] numbers;

    private KeptIndex(long firstSeq, long endSeq, boolean isComplete, List<Long> sequences, List<Integer> numbers) {
        this.firstSeq = firstSeq;
        this.endSeq = endSeq;
        this.isComplete = isComplete;
        this.sequences = sequences.stream().mapToLong(Long::longValue).toArray();
        this.numbers = numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Empty when the file is gone, or nothing in it can be read. */
    static Optional<KeptIndex> read(SegmentRecords records) {
        return records.bytes(0)
                .flatMap(bytes -> KeptTable.decode(bytes, records.decoder().topicNo())
                        .map(KeptIndex::of)
                        .or(() -> scan(records)));
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

    /** The number of a record in the file; empty when it does not hold it. */
    OptionalInt number(long sequence) {
        int at = Arrays.binarySearch(sequences, sequence);
        return at < 0 ? OptionalInt.empty() : OptionalInt.of(numbers[at]);
    }

    private static KeptIndex of(KeptTable table) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= table.sequences().size(); i++) {
            numbers.add(i);
        }
        return new KeptIndex(table.firstSeq(), table.endSeq(), true, table.sequences(), numbers);
    }

    private static Optional<KeptIndex> scan(SegmentRecords records) {
        List<Long> sequences = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        int number = 1;
        Optional<byte[]> record = records.bytes(number);
        while (record.isPresent()) {
            OptionalLong sequence = records.sequence(record.get());
            if (sequence.isPresent()) {
                sequences.add(sequence.getAsLong());
                numbers.add(number);
            }
            number++;
            record = records.bytes(number);
        }
        return sequences.isEmpty()
                ? Optional.empty()
                : Optional.of(new KeptIndex(
                        sequences.get(0), sequences.get(sequences.size() - 1) + 1, false, sequences, numbers));
    }
}
