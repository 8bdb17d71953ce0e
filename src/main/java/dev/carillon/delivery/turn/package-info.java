/**
 * Whose turn it is on a shard's one thread, and who gets how much of what all share.
 *
 * <p>What runs later runs by the shard's {@link dev.carillon.delivery.turn.Timers}; what would take long is done
 * {@link dev.carillon.delivery.turn.Aside}. A message, a timer or the end of an attempt makes lanes ready in the
 * {@link dev.carillon.delivery.turn.TurnQueue}, which then gives each its turn, none within another. What a lane wants
 * to send needs a place at its endpoint's origin ({@link dev.carillon.delivery.turn.Origins}) and room among the bytes
 * under way; both are divided by a {@link dev.carillon.delivery.turn.FairShare}, which has the queue wake those who
 * were refused. {@link dev.carillon.delivery.turn.UnderWay} counts what was sent until it ends, which a stop waits for.
 */
@NullMarked
package dev.carillon.delivery.turn;

import org.jspecify.annotations.NullMarked;
