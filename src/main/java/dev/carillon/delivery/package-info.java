/**
 * Delivers what lies in the journals: one dispatcher a topic, one lane a subscription.
 *
 * <p>{@link dev.carillon.delivery.DeliveryVerticle} is the door, one a shard. A message takes this way:
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
 * Which message a lane sends next that had no attempt yet is said by its {@link dev.carillon.delivery.Untried}: of a standard
 * topic as they come, of a FIFO topic one of each message group at a time
 * ({@link dev.carillon.delivery.UntriedInGroups}).
 *
 * <p>Archived messages take the same way once more where a subscription asks for it: a {@link dev.carillon.delivery.Replay} is
 * a lane of its own over a {@link dev.carillon.delivery.ReplaySource}, which the topic's front does not count.
 *
 * <p>When it is tried again, how many a second an endpoint gets and of what type they are is said by its
 * {@link dev.carillon.delivery.LanePolicy}. What waits for a retry stays in memory, a bounded number
 * ({@link dev.carillon.delivery.WaitingRetries}). At the start {@link dev.carillon.delivery.Recovery} puts state log and
 * journals together again, and {@link dev.carillon.delivery.PastTimes} says how old messages are, whatever became of the
 * clock. A lane waits for nothing but its own endpoint and its
 * {@link dev.carillon.delivery.FairShare} of what all have; what it cannot send stays on disk, and costs memory in bits
 * ({@link dev.carillon.delivery.SettledSet}).
 */
@NullMarked
package dev.carillon.delivery;

import org.jspecify.annotations.NullMarked;
