/**
 * The file system, as far as the store changes it; only Chronicle has its own way to the topics' files.
 *
 * <p>{@link dev.carillon.journal.store.disk.Disk} opens {@link dev.carillon.journal.store.disk.DiskFile}s, renames and
 * forces; {@link dev.carillon.journal.store.disk.SystemDisk} is the machine's, and tests have others that fail. Space for
 * what is written through mappings is taken ahead, and {@link dev.carillon.journal.store.disk.DiskFullException} says that
 * there is none; of any other failure {@link dev.carillon.journal.store.disk.DiskFull} tells whether it will pass. A reader
 * asks {@link dev.carillon.journal.store.disk.SparseFile} where there is something to read. Whole folders go to the
 * {@link dev.carillon.journal.store.disk.Trash}.
 */
@NullMarked
package dev.carillon.journal.store.disk;

import org.jspecify.annotations.NullMarked;
