/**
 * The data folder, where the parts of the store are put together.
 *
 * <p>{@link dev.carillon.journal.store.folder.DataFolder} takes the
 * {@link dev.carillon.journal.store.folder.FolderLock}, compares what
 * {@link dev.carillon.journal.store.folder.FolderFormat} and {@link dev.carillon.journal.store.folder.FolderBinding}
 * find in the folder with what the broker wants, and refuses it
 * ({@link dev.carillon.journal.store.folder.DataFolderRefused}) where that does not fit, also where there are topics
 * and a file that the first start writes is a {@link dev.carillon.journal.store.folder.MissingFile}. Then it recovers
 * the topics from the write-ahead log, and gives out the journals and the shards' state logs.
 */
@NullMarked
package dev.carillon.journal.store.folder;

import org.jspecify.annotations.NullMarked;
