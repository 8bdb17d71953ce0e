package dev.carillon.model;

/**
 * What one file of a topic's journal stands for.
 *
 * @param firstSeq its first record's sequence
 * @param endSeq where the next file begins; the file need not hold all that is before
 * @param bytes length of the file
 * @param listedBytes up to so many waited-for bytes the answer is to list the records' sequences, above that their number
 */
public record JournalSpan(long firstSeq, long endSeq, long bytes, long listedBytes) {
    public JournalSpan {
        if (firstSeq < 0 || endSeq <= firstSeq || bytes < 0) {
            throw new IllegalArgumentException("no span of a journal: " + firstSeq + " to " + endSeq);
        }
    }
}
