package dev.carillon.model;

import java.util.List;

/**
 * How much of a span of a topic's journal somebody still waits for. It can only become less.
 *
 * @param firstSeq where the span begins
 * @param endSeq where it ends
 * @param records how many are waited for
 * @param bytes their encoded bytes
 * @param sequences which they are, in their order; empty when they are more than was of interest
 */
public record LiveSpan(long firstSeq, long endSeq, int records, long bytes, List<Long> sequences) {
    public LiveSpan {
        sequences = List.copyOf(sequences);
    }

    /** Of a file; which records they are is left out when they have more bytes than it wants listed. */
    public static LiveSpan of(JournalSpan file, int records, long bytes, List<Long> sequences) {
        return new LiveSpan(
                file.firstSeq(), file.endSeq(), records, bytes, bytes <= file.listedBytes() ? sequences : List.of());
    }
}
