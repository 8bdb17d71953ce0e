/**
 * The file system, as far as the store changes it; only Chronicle has its own way to the topics' files.
 *
 * <p>{@link dev.carillon.journal.store.disk.Disk} opens a {@link dev.carillon.journal.store.disk.DiskFile}, renames and
 * forces. {@link dev.carillon.journal.store.disk.SystemDisk} is the machine's, with
 * {@link dev.carillon.journal.store.disk.SystemFile} for what it opens, and tests have others that fail. Chronicle
 * writes through mappings, where a full disk shows too late; so the space for it is taken before by
 * {@link dev.carillon.journal.store.disk.SpaceAhead}, and a {@link dev.carillon.journal.store.disk.DiskFullException}
 * says that there is none. Of any other failure {@link dev.carillon.journal.store.disk.DiskFull} tells whether it will
 * pass, and {@link dev.carillon.journal.store.disk.TooManyFiles} whether it was the process that could not open a file.
 * Where such a mapping is dear to begin, {@link dev.carillon.journal.store.disk.ReadAhead} warns.
 *
 * <p>A reader asks {@link dev.carillon.journal.store.disk.SparseFile} where there is something to read, since a topic's
 * file is mostly hole. {@link dev.carillon.journal.store.disk.Folders} puts small files in place whole, and deletes
 * folders with all that is in them. What may be large goes to the {@link dev.carillon.journal.store.disk.Trash}, whose
 * own thread frees the space.
 */
@NullMarked
package dev.carillon.journal.store.disk;

import org.jspecify.annotations.NullMarked;
