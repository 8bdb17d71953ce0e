/**
 * Owns the topics of one shard: appends in groups, keeps the quota, frees what is settled.
 *
 * <p>{@link dev.carillon.journal.Journals} is the door, made of the {@link dev.carillon.journal.JournalServices}. It
 * makes a {@link dev.carillon.journal.JournalVerticle} for each shard, the only writer of its topics, and holds what
 * the shards share: the {@link dev.carillon.journal.ProjectQuotas}, because a project's topics are spread over all of
 * them; the {@link dev.carillon.journal.DiskWatermark}, which says when the disk is too full; and the
 * {@link dev.carillon.journal.JournalHealth}, which readiness asks.
 *
 * <p>At the start the verticle's {@link dev.carillon.journal.JournalShard} looks which journals are on disk. Those
 * whose topics the catalogue has get a {@link dev.carillon.journal.TopicHolding} among the
 * {@link dev.carillon.journal.ShardTopics}: what the topic holds of its project's quota, and what is known of its
 * journal's end. The others are {@link dev.carillon.journal.UnclaimedJournals}: a copy of the catalogue may not know a
 * topic yet, so that a journal is deleted only when the database does not have its topic either. Then the delivery side
 * tells what it has still to deliver, and the holdings count that.
 *
 * <p>A publish arrives at the verticle. Its shard asks the catalogue, and the {@link dev.carillon.journal.Pins} of
 * subscriptions that are about to begin, whether anybody waits for the message; what nobody waits for is accepted and
 * not kept. The {@link dev.carillon.journal.Appender} reserves its bytes of the
 * {@link dev.carillon.journal.ProjectQuota}, takes the topic's journal from the
 * {@link dev.carillon.journal.OpenJournals}, which are bounded, and writes it. The
 * {@link dev.carillon.journal.CommitGroup} commits it together with its neighbours; when they are durable it replies
 * and wakes the delivery side.
 *
 * <p>A message of a FIFO topic passes the {@link dev.carillon.journal.FifoAppender} before, since it may repeat one of
 * the last five minutes. {@link dev.carillon.journal.DeduplicationWindows} has a
 * {@link dev.carillon.journal.DeduplicationWindow} for each such topic, by {@link dev.carillon.journal.Moment}s that no
 * clock's setting moves. A {@link dev.carillon.journal.DeduplicationKey}
 * says what makes two messages the same and gives its hash, and {@link dev.carillon.journal.HashedSequences} where in
 * the journal those with this hash are: whether one is the same is read there. What repeats another is answered with
 * that one's ids, and what nobody waits for is kept here without its content, for later ones to be held against.
 *
 * <p>A topic with an archive policy keeps its messages whether or not anybody waits for them.
 * {@link dev.carillon.journal.Archives} begins, counts and ends a {@link dev.carillon.journal.TopicArchive} as the
 * policy says. That takes a message's bytes of the project's archive quota at its publish already, so that nothing can
 * fail later.
 *
 * <p>A settlement gives bytes back at once, and goes to the shard's {@link dev.carillon.journal.Upkeep}, which frees
 * disk space a few topics at a time. {@link dev.carillon.journal.Retention} deletes the files before the oldest message
 * that somebody waits for. What is settled behind that only the delivery side knows; it is asked when a topic's files
 * have become much larger than its messages. {@link dev.carillon.journal.Retirement} frees the last file of a topic
 * that fell idle. Both leave alone what is {@link dev.carillon.journal.Kept}: the records that windows need, and those
 * of archives. Topics whose files the disk did not let be seen to are {@link dev.carillon.journal.FailedTopics} for a
 * while.
 */
@NullMarked
package dev.carillon.journal;

import org.jspecify.annotations.NullMarked;
