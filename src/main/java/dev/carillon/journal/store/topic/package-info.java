/**
 * The journals of the topics, each a folder of files. Only this package knows Chronicle.
 *
 * <p>{@link dev.carillon.journal.store.topic.ChronicleJournalStore} opens a {@code ChronicleTopicJournal}, which takes space
 * through {@code ReservedFile}, appends through {@code ChronicleAppender}, and knows by its {@code Tail} when a new file
 * begins. A {@link dev.carillon.journal.store.topic.FileJournalReader} reads behind it without Chronicle's help.
 *
 * <p>{@link dev.carillon.journal.store.topic.TopicFiles} frees of the {@code KnownFiles} what is settled: whole files from
 * the oldest on, and where little is left of some, as {@code CopyPlan} finds, {@code ForwardCopy} puts one in their place.
 * {@code ArchivedFiles} says what an archive keeps of them, from its {@code ArchiveTable} or, where nothing is noted, by a
 * {@code FileScan}.
 */
@NullMarked
package dev.carillon.journal.store.topic;

import org.jspecify.annotations.NullMarked;
