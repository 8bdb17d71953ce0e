package dev.carillon.journal.store;

/**
 * Where a topic's archive begins.
 *
 * @param archiveId tells it from an earlier one of the same topic
 * @param startSeq the first sequence that it keeps; a file begins there
 */
public record ArchiveNote(long archiveId, long startSeq) {}
