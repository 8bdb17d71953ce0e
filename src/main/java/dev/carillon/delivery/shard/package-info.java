/**
 * What all dispatchers and lanes of a shard share.
 *
 * <p>{@link dev.carillon.delivery.shard.DeliveryServices} are the broker's, the same for all shards, the
 * {@link dev.carillon.delivery.shard.ConfirmationRate} among them;
 * {@link dev.carillon.delivery.shard.ShardSurroundings} add what one shard has of its own, and
 * {@link dev.carillon.delivery.shard.ShardCore} is made of them, once a shard: its records, its state log, its shares
 * and turns. How each {@link dev.carillon.delivery.shard.Attempt} ends is said by the
 * {@link dev.carillon.delivery.shard.AttemptLog}: in counts, in lines (of deliveries no more than
 * {@link dev.carillon.delivery.shard.DeliveredLines} lets through) and in the
 * {@link dev.carillon.delivery.shard.FailedDeliveries}, which are there to be asked for.
 */
@NullMarked
package dev.carillon.delivery.shard;

import org.jspecify.annotations.NullMarked;
