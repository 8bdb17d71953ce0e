/**
 * The journals of the topics, each a folder of files. Only this package knows Chronicle, which is told by
 * {@link dev.carillon.journal.store.topic.ChronicleSettings}, before any of its classes loads, to phone nobody and to
 * watch no disk.
 *
 * <p>{@link dev.carillon.journal.store.topic.ChronicleJournalStore} opens a
 * {@link dev.carillon.journal.store.topic.ChronicleTopicJournal}, which takes space through
 * {@link dev.carillon.journal.store.topic.ReservedFile}, appends through
 * {@link dev.carillon.journal.store.topic.ChronicleAppender}, and knows by its
 * {@link dev.carillon.journal.store.topic.Tail} when a new file begins. A
 * {@link dev.carillon.journal.store.topic.FileJournalReader} reads behind it without Chronicle's help.
 *
 * <p>{@link dev.carillon.journal.store.topic.TopicFiles} frees of the
 * {@link dev.carillon.journal.store.topic.KnownFiles} what is settled. A
 * {@link dev.carillon.journal.store.topic.KnownFile} goes whole, from the oldest on; where little is left of some, as
 * {@link dev.carillon.journal.store.topic.CopyPlan} finds, {@link dev.carillon.journal.store.topic.ForwardCopy} puts
 * one in their place. {@link dev.carillon.journal.store.topic.ArchivedFiles} says what an archive keeps of them, from
 * its {@link dev.carillon.journal.store.topic.ArchiveTable} or, where nothing is noted, by a
 * {@link dev.carillon.journal.store.topic.FileScan}.
 */
@NullMarked
package dev.carillon.journal.store.topic;

import org.jspecify.annotations.NullMarked;
