/**
 * The write-ahead log, which makes durable what all shards append, with one force for many.
 *
 * <p>{@link dev.carillon.journal.store.wal.Commits} gives each shard a
 * {@link dev.carillon.journal.store.wal.BatchBuffer}. What it gathers goes as a
 * {@link dev.carillon.journal.store.wal.CommitBatch} to the {@link dev.carillon.journal.store.wal.CommitTarget}, which
 * is the {@link dev.carillon.journal.store.wal.WriteAheadLog}. The log's thread puts each
 * {@link dev.carillon.journal.store.wal.LogFrame} of a group with its {@link dev.carillon.journal.store.wal.LogWriter}
 * into a {@link dev.carillon.journal.store.wal.LogSegment} of the {@link dev.carillon.journal.store.wal.LogFolder} and
 * forces that. Full segments go to the {@link dev.carillon.journal.store.wal.Checkpoint}, which lets them go when
 * {@link dev.carillon.journal.store.wal.TopicForce} has forced the topics' files with the same records. Without a log
 * the target is {@link dev.carillon.journal.store.wal.UnloggedCommits}, and only the checkpoint forces.
 *
 * <p>At a start {@link dev.carillon.journal.store.wal.LogRecovery} reads the segments that are there:
 * {@link dev.carillon.journal.store.wal.LogReader} finds their frames, a
 * {@link dev.carillon.journal.store.wal.LogIndex} sorts them by topic, and each
 * {@link dev.carillon.journal.store.wal.RecoveredTopic} finds out which records its files lack, but for the
 * {@link dev.carillon.journal.store.wal.FreeSequences} that nobody will ask for, and writes those to new ones.
 */
@NullMarked
package dev.carillon.journal.store.wal;

import org.jspecify.annotations.NullMarked;
