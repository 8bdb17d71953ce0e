/**
 * What verticles say to one another: typed addresses on the local event bus and the records that travel on them.
 *
 * <p>{@link dev.carillon.bus.BrokerBus} is the door. A publish crosses it once as {@link dev.carillon.bus.Append},
 * in a group with others of the same turn ({@link dev.carillon.bus.AppendSender}; ingress to the journal's shard, with a
 * reply); the shard then wakes the delivery side with
 * {@link dev.carillon.bus.JournalAdvanced}, which answers in time with {@link dev.carillon.bus.DeliverySettled}. Where
 * files take much more space than messages, the shard asks by {@link dev.carillon.bus.OutstandingQuery} which of them are
 * still waited for, and says by {@link dev.carillon.bus.JournalTrimmed} that some are gone. A change of metadata is
 * announced as {@link dev.carillon.bus.CatalogChanged}. How far a replay has got is asked by {@link
 * dev.carillon.bus.ReplayQuery}. Before a subscription starts, the ingress holds its topic with
 * {@link dev.carillon.bus.PinTopic}.
 *
 * <p>Nothing is copied or serialised: every message is immutable and arrives as the same object.
 */
@NullMarked
package dev.carillon.bus;

import org.jspecify.annotations.NullMarked;
