/**
 * Durable, ordered logs on disk. Everything here blocks, belongs to the one thread that made it, and knows nothing of
 * Vert.x; nothing of Chronicle shows in a signature, so that another log can take its place.
 *
 * <p>{@link dev.carillon.journal.store.JournalStore} owns the folder. A shard opens a
 * {@link dev.carillon.journal.store.TopicJournal} to append; its
 * {@link dev.carillon.journal.store.JournalFiles} free the space of what is settled, and know by their
 * {@link dev.carillon.journal.store.ArchiveFiles} what is kept besides; the delivery side opens a
 * {@link dev.carillon.journal.store.JournalReader} on the same topic and keeps what it has settled in a
 * {@link dev.carillon.journal.store.StateLog}. Files are changed through a {@link dev.carillon.journal.store.Disk}, which
 * tests let fail; only Chronicle has its own way to the topics' files.
 */
@NullMarked
package dev.carillon.journal.store;

import org.jspecify.annotations.NullMarked;
