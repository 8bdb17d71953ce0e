/**
 * Durable, ordered logs on disk: what the journals, the delivery and the wiring know of them. Everything here blocks,
 * belongs to the one thread that made it, and knows nothing of Vert.x; nothing of Chronicle shows in a signature, so that
 * another log can take its place.
 *
 * <p>{@link dev.carillon.journal.store.JournalStore} is the folder of all topics. A shard opens a
 * {@link dev.carillon.journal.store.TopicJournal} to append, and makes durable with a
 * {@link dev.carillon.journal.store.CommitBuffer} what it appended; the delivery side opens a
 * {@link dev.carillon.journal.store.JournalReader} on the same topic and keeps what it has settled in a
 * {@link dev.carillon.journal.store.StateLog}. Then the topic's {@link dev.carillon.journal.store.JournalFiles} free the
 * space of what is settled, and know by their {@link dev.carillon.journal.store.ArchiveFiles} what is kept besides.
 *
 * <p>Nobody outside uses the packages below but for two classes: {@link dev.carillon.journal.store.folder.DataFolder},
 * which opens it all, and {@link dev.carillon.journal.store.record.EncodedLength}. Each of them knows only some of those
 * under it:
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
