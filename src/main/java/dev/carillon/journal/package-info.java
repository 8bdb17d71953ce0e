/**
 * Owns the topics of one shard: appends in groups, keeps the quota, frees what is settled.
 *
 * <p>{@link dev.carillon.journal.Journals} is the door: it makes the shards' {@link
 * dev.carillon.journal.JournalVerticle}s and holds what they share. A publish arrives at the verticle; its
 * {@link dev.carillon.journal.JournalShard} asks the catalogue and {@link dev.carillon.journal.Pins} whether anybody
 * waits for it; the {@link dev.carillon.journal.Appender} reserves its bytes of the {@link
 * dev.carillon.journal.ProjectQuota} and writes it; the {@link dev.carillon.journal.CommitGroup} commits it together with
 * its neighbours, replies and wakes the delivery side. What a FIFO topic gets passes the {@link
 * dev.carillon.journal.FifoAppender} before, which leaves out what its {@link
 * dev.carillon.journal.DeduplicationWindow} knows. A settlement gives bytes back and goes to {@link
 * dev.carillon.journal.Upkeep}: its {@link dev.carillon.journal.Retention} frees files and, where that needs to be known,
 * asks the delivery side what is still waited for; {@link dev.carillon.journal.Retirement} frees the last file of a topic
 * that fell idle. Both leave alone what is {@link dev.carillon.journal.Kept}: the windows' records, and what a {@link
 * dev.carillon.journal.TopicArchive} has, of those that {@link dev.carillon.journal.Archives} begins, counts and ends as
 * their topics' policies say.
 */
@NullMarked
package dev.carillon.journal;

import org.jspecify.annotations.NullMarked;
