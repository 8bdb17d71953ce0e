/**
 * One subscription's messages, from the first look at them until they are settled.
 *
 * <p>A {@link dev.carillon.delivery.lane.SubscriptionLane} has them from a
 * {@link dev.carillon.delivery.lane.LaneSource}: the topic as they come, or its archive. Whenever it gets a turn it
 * sends what is due again, then what had no attempt yet. Which of these is next is said by
 * {@link dev.carillon.delivery.lane.Untried}: of a standard topic as they come
 * ({@link dev.carillon.delivery.lane.UntriedInSequence}), of a FIFO topic one of each message group at a time
 * ({@link dev.carillon.delivery.lane.UntriedInGroups}); an open breaker holds them back until they are
 * {@link dev.carillon.delivery.lane.Overdue}. {@link dev.carillon.delivery.lane.LaneAttempts} takes the
 * {@link dev.carillon.delivery.lane.LaneShares} and sends by its {@link dev.carillon.delivery.lane.Posts},
 * {@link dev.carillon.delivery.lane.LaneOutcomes} draws the consequence, and
 * {@link dev.carillon.delivery.lane.DeadLetters} has what is given up, with Posts of its own; what becomes of them is
 * said by the {@link dev.carillon.delivery.lane.RedriveLog}. How far the lane has got is in its
 * {@link dev.carillon.delivery.lane.LaneCursor}, and {@link dev.carillon.delivery.lane.LaneLog} keeps the state log in
 * step with it. When nothing is to be done before some time, its {@link dev.carillon.delivery.lane.WakeUp} is set to
 * that. The parts know one another by their {@link dev.carillon.delivery.lane.LaneParts}.
 */
@NullMarked
package dev.carillon.delivery.lane;

import org.jspecify.annotations.NullMarked;
