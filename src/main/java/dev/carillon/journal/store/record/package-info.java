/**
 * A message as bytes, the same in a topic's file and in the write-ahead log.
 *
 * <p>{@link dev.carillon.journal.store.record.EncodedLength} says how long it will be, before anything is promised;
 * {@link dev.carillon.journal.store.record.RecordEncoder} writes it by
 * {@link dev.carillon.journal.store.record.RecordLayout}, which draws the format, with a
 * {@link dev.carillon.journal.store.record.Checksum}. {@link dev.carillon.journal.store.record.RecordDecoder} gives it
 * back, its texts and attributes by way of {@link dev.carillon.journal.store.record.RecordFields}, or says that these
 * bytes are not what was written.
 */
@NullMarked
package dev.carillon.journal.store.record;

import org.jspecify.annotations.NullMarked;
