/**
 * One file of a topic's journal, and what it is called.
 *
 * <p>A {@link dev.carillon.journal.store.segment.SegmentName} says which file it is and what became of it: written by
 * Chronicle, sealed, or kept. The {@link dev.carillon.journal.store.segment.TopicFolder} lists those of a topic and opens a
 * {@link dev.carillon.journal.store.segment.Segment} to read: {@code DenseSegment} is a file as it was written,
 * {@code KeptSegment} holds what was left of some. Both read through {@code SegmentRecords} the documents of a
 * {@code SegmentFile}, and what lies behind damage through {@code SalvagedRecords}. A
 * {@link dev.carillon.journal.store.segment.KeptWriter} puts a kept file in place, with the
 * {@link dev.carillon.journal.store.segment.KeptTable} at its head, or a restored one.
 */
@NullMarked
package dev.carillon.journal.store.segment;

import org.jspecify.annotations.NullMarked;
