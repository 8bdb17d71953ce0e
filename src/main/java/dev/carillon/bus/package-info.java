/**
 * What verticles say to one another: typed addresses on the local event bus and the records that travel on them.
 *
 * <p>{@link dev.carillon.bus.BrokerBus} is the door. It knows the shard of every topic, so that one thread sees all
 * that concerns a topic, in order. Nothing is copied or serialised: every message is immutable, and
 * {@link dev.carillon.bus.LocalCodec} hands it over as the same object.
 *
 * <p>At the start the delivery side tells the journal's shard of each topic, by
 * {@link dev.carillon.bus.TopicRecovered}, what is still to be delivered. Only then does the ingress open.
 *
 * <p>A subscription begins with {@link dev.carillon.bus.PinTopic}: from now on the shard keeps the topic's messages,
 * and its {@link dev.carillon.bus.PinReply} names the first of them. {@link dev.carillon.bus.UnpinTopic} ends that when
 * the subscription is in the catalogue, or will not be. A change of a filter policy begins the same way, since it holds
 * from some message on. Where an endpoint must show first that it wants the messages, or is to hear that its
 * subscription was ended, the ingress asks delivery by {@link dev.carillon.bus.ConfirmationRequested} to send it a
 * link. {@link dev.carillon.bus.ConfirmationEnded} says that this need not be done again after a restart.
 *
 * <p>A publish crosses the bus once, as an {@link dev.carillon.bus.Append} to the journal's shard. The
 * {@link dev.carillon.bus.AppendSender} of an event loop gathers what came in within one turn into an
 * {@link dev.carillon.bus.AppendGroup}, so that a busy broker wakes threads once a group and not once a message. The
 * {@link dev.carillon.bus.AppendGroupReply} comes after the commit. It has an {@link dev.carillon.bus.AppendReply} for
 * each append, and that an {@link dev.carillon.bus.AppendOutcome} for each message.
 *
 * <p>The shard then wakes the delivery side with {@link dev.carillon.bus.JournalAdvanced}. In time that answers with
 * {@link dev.carillon.bus.DeliverySettled}, which says what nobody waits for any more, and the shard gives bytes and
 * files back. Where files take much more space than messages, the shard asks by
 * {@link dev.carillon.bus.OutstandingQuery} which of them are still waited for, and frees what the
 * {@link dev.carillon.bus.OutstandingReply} leaves to it. {@link dev.carillon.bus.JournalTrimmed} says that files are
 * gone: they take space for as long as a reader has them open.
 *
 * <p>All shards hear of a change of metadata by {@link dev.carillon.bus.CatalogChanged}. After a start on the
 * catalogue's copy {@link dev.carillon.bus.CatalogLoaded} says that the view has become the database's, so that what is
 * not in it may be deleted.
 *
 * <p>Two questions come from outside, and delivery answers them. {@link dev.carillon.bus.ListFailedDeliveries} asks for
 * the notifications of a subscription that failed last: a {@link dev.carillon.bus.FailedDeliveryList} of
 * {@link dev.carillon.bus.FailedDelivery} records. {@link dev.carillon.bus.ReplayQuery} asks how far a replay has got:
 * a {@link dev.carillon.bus.ReplayState}.
 */
@NullMarked
package dev.carillon.bus;

import org.jspecify.annotations.NullMarked;
