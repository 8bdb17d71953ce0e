/**
 * A shard's state log: facts about its lanes, in the order in which they came.
 *
 * <p>{@link dev.carillon.journal.store.statelog.FileStateLog} gathers entries in a {@code StateFrame}, each written by
 * {@code StateEntryCodec}, and appends frame by frame; at the next start {@code StateFrames} reads them back, past what was
 * torn or damaged. A {@code FileSuccessor} takes the place of a log that has grown.
 */
@NullMarked
package dev.carillon.journal.store.statelog;

import org.jspecify.annotations.NullMarked;
