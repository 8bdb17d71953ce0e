package dev.carillon.journal.store;

/**
 * What a start found in the write-ahead log.
 *
 * @param segments files of the log
 * @param records of topics that the catalogue knows
 * @param restored how many of them were missing in the topics' files
 * @param damages places where it is not what was written, though it goes on behind them
 */
public record RecoveredLog(int segments, long records, long restored, int damages) {}
