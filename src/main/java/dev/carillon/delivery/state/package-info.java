/**
 * What becomes of messages, as the shard's state log has it: written, written again, and read at the start.
 *
 * <p>{@link dev.carillon.delivery.state.Settlement} adds facts to the log and tells the journal what it may free. When
 * the log has grown, a {@link dev.carillon.delivery.state.LogRewrite} writes its successor from what each
 * {@link dev.carillon.delivery.state.FactSource} has to say, a {@link dev.carillon.delivery.state.ReachNote} among
 * them. The next start collects by subscription what the log says in a {@link dev.carillon.delivery.state.LaneState}: a
 * {@link dev.carillon.delivery.state.SettledSet}, {@link dev.carillon.delivery.state.LoggedRetries} and
 * {@link dev.carillon.delivery.state.LoggedRedrives}; a replay is one of them under its
 * {@link dev.carillon.delivery.state.ReplayNumber}. The log has wall times, the shard monotonic ones:
 * {@link dev.carillon.delivery.state.LoggedTimes} turns one into the other, and
 * {@link dev.carillon.delivery.state.PastTimes} knows how old messages are, whatever became of the clock.
 */
@NullMarked
package dev.carillon.delivery.state;

import org.jspecify.annotations.NullMarked;
