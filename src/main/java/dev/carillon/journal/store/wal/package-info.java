/**
 * The write-ahead log, which makes durable what all shards append, with one force for many.
 *
 * <p>{@link dev.carillon.journal.store.wal.Commits} gives each shard a {@code BatchBuffer}. What it gathers goes as a
 * {@code CommitBatch} to the {@code WriteAheadLog}, whose thread puts the {@code LogFrame}s of a group with its
 * {@code LogWriter} into a {@code LogSegment} of the {@code LogFolder} and forces that. Full segments go to the
 * {@code Checkpoint}, which lets them go when {@code TopicForce} has forced the topics' files with the same records. Without
 * a log there are {@code UnloggedCommits}, and only the checkpoint forces.
 *
 * <p>At a start {@code LogRecovery} reads the segments that are there: {@code LogReader} finds their frames, a
 * {@code LogIndex} sorts them by topic, and each {@code RecoveredTopic} finds out which records its files lack, and writes
 * those to new ones.
 */
@NullMarked
package dev.carillon.journal.store.wal;

import org.jspecify.annotations.NullMarked;
