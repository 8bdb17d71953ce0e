/**
 * Durable, ordered logs on disk: what the journals, the delivery and the wiring know of them. Everything here blocks,
 * belongs to the one thread that made it, and knows nothing of Vert.x; nothing of Chronicle shows in a signature, so
 * that another log can take its place.
 *
 * <p>{@link dev.carillon.journal.store.JournalStore} is the folder of all topics. A shard opens a
 * {@link dev.carillon.journal.store.TopicJournal} to append, and makes durable with a
 * {@link dev.carillon.journal.store.CommitBuffer} what it appended, which is told of each record and of the
 * {@link dev.carillon.journal.store.TopicFile} that holds it. When the disk fails so that nobody knows what is on
 * it, {@link dev.carillon.journal.store.Halt} ends the process: nothing may be acknowledged any more.
 *
 * <p>The delivery side opens a {@link dev.carillon.journal.store.JournalReader} on the same topic. What that finds at a
 * sequence is a {@link dev.carillon.journal.store.ReadOutcome}: a {@link dev.carillon.journal.store.JournalRecord},
 * nothing, or damage, which is never handed out. What became of a message is a
 * {@link dev.carillon.journal.store.StateEntry} in the shard's {@link dev.carillon.journal.store.StateLog}, with a
 * {@link dev.carillon.journal.store.DropReason} where it was given up.
 *
 * <p>Then the topic's {@link dev.carillon.journal.store.JournalFiles} free the space of what is settled, and say by a
 * {@link dev.carillon.journal.store.Freed} what is gone. Its {@link dev.carillon.journal.store.ArchiveFiles} tell what
 * an archive must know of them: an {@link dev.carillon.journal.store.ArchiveNote} where it begins, and
 * {@link dev.carillon.journal.store.FileFacts} what each file holds. Whoever frees files says by an
 * {@link dev.carillon.journal.store.ArchivedSpan} what has to stay of them besides.
 *
 * <p>After a crash of the machine the next start brings back from the write-ahead log what the topics' files lost, and
 * tells of it in a {@link dev.carillon.journal.store.RecoveredLog}.
 *
 * <p>Nobody outside uses the packages below but for two classes: {@link dev.carillon.journal.store.folder.DataFolder},
 * which opens it all, and {@link dev.carillon.journal.store.record.EncodedLength}. Each of them knows only some of
 * those under it:
 *
 * <pre>
 *   folder     the data folder, in which one broker at a time puts the others together
 *   wal        the write-ahead log, and the recovery of topics from it
 *   topic      the files of one topic: appended to by Chronicle, read and freed by us
 *   segment    one such file: its name, and its records, also behind damage
 *   statelog   what the lanes of a shard have settled
 *   record     a message as bytes, and the checksum
 *   disk       the file system, which tests let fail
 * </pre>
 */
@NullMarked
package dev.carillon.journal.store;

import org.jspecify.annotations.NullMarked;
