package dev.carillon.journal.store;

/**
 * What one file of a topic's journal holds.
 *
 * @param firstSeq its first record's sequence
 * @param endSeq one past the last sequence that it speaks of
 * @param records how many it holds
 * @param recordBytes their encoded bytes
 * @param firstMillis when the first was published, in milliseconds since 1970; 0 where there is none
 * @param lastMillis when the youngest was
 */
public record FileFacts(long firstSeq, long endSeq, int records, long recordBytes, long firstMillis, long lastMillis) {}
