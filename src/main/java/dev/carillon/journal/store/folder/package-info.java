/**
 * The data folder, where the parts of the store are put together.
 *
 * <p>{@link dev.carillon.journal.store.folder.DataFolder} takes the {@code FolderLock}, compares what
 * {@code FolderFormat} and {@code FolderBinding} find in the folder with what the broker wants, and refuses it
 * ({@code DataFolderRefused}) where that does not fit. Then it recovers the topics from the write-ahead log, and gives out
 * the journals and the shards' state logs.
 */
@NullMarked
package dev.carillon.journal.store.folder;

import org.jspecify.annotations.NullMarked;
