/**
 * The records that are in memory. {@link dev.carillon.delivery.record.Records} reads each once, through one of the
 * shard's {@link dev.carillon.delivery.record.Readers}, for all subscriptions that want it at about the same time, and
 * hands it out as a {@link dev.carillon.delivery.record.LoadedRecord}, which is found by its
 * {@link dev.carillon.delivery.record.RecordKey} and keeps its signed notification with it.
 */
@NullMarked
package dev.carillon.delivery.record;

import org.jspecify.annotations.NullMarked;
