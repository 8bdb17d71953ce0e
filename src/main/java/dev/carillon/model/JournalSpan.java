package dev.carillon.model;

/**
 * What one file of a topic's journal stands for.
 *
 * @param firstSeq its first record's sequence
 * @param endSeq where the next file begins; the file need not hold all that is before
 * @param bytes length of the file
 * @param listedBytes if no more is waited for, it is of interest which records they are
 */
public record JournalSpan(long firstSeq, long endSeq, long bytes, long listedBytes) {
    public JournalSpan {
        if (firstSeq < 0 || endSeq <= firstSeq || bytes < 0) {
            throw new IllegalArgumentException("no span of a journal: " + firstSeq + " to " + endSeq);
        }
    }
}
