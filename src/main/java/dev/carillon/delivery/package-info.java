/**
 * Delivers what lies in the journals: one dispatcher a topic, one lane a subscription.
 *
 * <p>{@link dev.carillon.delivery.DeliveryVerticle} is the door, one a shard. It gives its
 * {@link dev.carillon.delivery.DeliveryShard} what it needs of Vert.x, such as
 * {@link dev.carillon.delivery.VertxTimers}, and hands on what the bus brings. The shard has the dispatchers of its
 * topics in {@link dev.carillon.delivery.ShardTopics}. A message takes this way:
 *
 * <pre>
 *   JournalAdvanced -> DeliveryShard -> TopicDispatcher -> SubscriptionLane, one a subscription
 *                      TopicFront: matched, counted              |  LaneShares: its part of origin and bytes
 *                        Records: read once, signed once         |  EndpointHealth: window and breaker
 *                                                                v
 *                                                    EndpointClient -> LaneOutcomes
 *                                                                |
 *                         settled <------------------------------+-----> RetrySchedule, due later
 *                            |                                   +-----> DeadLetters: to the queue, then settled
 *                            |
 *          OutstandingRing: who else waits? -> Settlement: state log, then DeliverySettled
 * </pre>
 *
 * <p>The packages, of which each knows only what stands below it:
 *
 * <pre>
 *   delivery              the door: which topics a shard has, its start, its confirmations
 *   topic                 one topic: its front, its filters, its replays
 *   lane                  one subscription: what it sends next, and what comes of it
 *   shard                 what all lanes of a shard share
 *   endpoint   record     what is known of an endpoint; the records that are in memory
 *   state      retry      what the state log says; when what failed is tried again
 *   turn                  whose turn it is on the shard's one thread
 * </pre>
 *
 * <p>At the start {@link dev.carillon.delivery.Recovery} puts state log and journals together again.
 * {@link dev.carillon.delivery.Confirmations} are no messages of a topic: they go past dispatchers and lanes, and are
 * in memory only, each a {@link dev.carillon.delivery.Confirmation} in one of so many
 * {@link dev.carillon.delivery.ConfirmationPlaces}. A host and port gets a bounded number of them an hour, unless it is
 * in the {@link dev.carillon.delivery.ExemptNetworks}, which are the operator's own. A lane waits for nothing but its own
 * endpoint and its {@link dev.carillon.delivery.turn.FairShare} of what all have; what it cannot send stays on disk,
 * and costs memory in bits ({@link dev.carillon.delivery.state.SettledSet}). What metrics show of a shard is in its
 * {@link dev.carillon.delivery.ShardGauges}, which look each second at what only the topics know.
 */
@NullMarked
package dev.carillon.delivery;

import org.jspecify.annotations.NullMarked;
