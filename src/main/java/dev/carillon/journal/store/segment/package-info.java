/**
 * One file of a topic's journal, and what it is called.
 *
 * <p>A {@link dev.carillon.journal.store.segment.SegmentName} says which file it is and what became of it: written by
 * Chronicle, sealed, or kept. The {@link dev.carillon.journal.store.segment.TopicFolder} lists those of a topic and
 * opens a {@link dev.carillon.journal.store.segment.Segment} to read:
 * {@link dev.carillon.journal.store.segment.DenseSegment} is a file as it was written,
 * {@link dev.carillon.journal.store.segment.KeptSegment} holds what was left of some. Both read through
 * {@link dev.carillon.journal.store.segment.SegmentRecords} the documents of a
 * {@link dev.carillon.journal.store.segment.SegmentFile}, and what lies behind damage through
 * {@link dev.carillon.journal.store.segment.SalvagedRecords}.
 *
 * <p>A {@link dev.carillon.journal.store.segment.KeptWriter} puts a kept file in place, with the
 * {@link dev.carillon.journal.store.segment.KeptTable} at its head, or a restored one. The table says which records the
 * file speaks of; whoever reads it has that as a {@link dev.carillon.journal.store.segment.KeptIndex}, made from the
 * records themselves when the table is damaged.
 */
@NullMarked
package dev.carillon.journal.store.segment;

import org.jspecify.annotations.NullMarked;
