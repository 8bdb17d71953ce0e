/**
 * One topic's records, as they come and once more as its archive has them.
 *
 * <p>{@link dev.carillon.delivery.topic.TopicDispatcher} is the door. It keeps the
 * {@link dev.carillon.delivery.topic.LaneSet} in step with the topic's confirmed subscriptions and gives its lanes what
 * the {@link dev.carillon.delivery.topic.TopicFront} has met: there each record goes into the
 * {@link dev.carillon.delivery.topic.OutstandingCount}, where it is matched by the
 * {@link dev.carillon.delivery.topic.TopicFilter}, in the {@link dev.carillon.delivery.topic.FilterSet} of its time, and
 * noted in the {@link dev.carillon.delivery.topic.OutstandingRing} with those who wait for it. When the last has settled it, its
 * bytes are free. When a journal cannot be read, or does not show yet what was announced, a
 * {@link dev.carillon.delivery.topic.SecondLook} wakes all after a pause; at the start, what is not on disk though it
 * was never freed is reported by {@link dev.carillon.delivery.topic.MissingRecords}.
 *
 * <p>Where a subscription asks for archived messages, the topic's {@link dev.carillon.delivery.topic.Replays} begin a
 * {@link dev.carillon.delivery.topic.Replay}: a lane of its own beside the other, over a
 * {@link dev.carillon.delivery.topic.ReplaySource}, from a {@link dev.carillon.delivery.topic.ReplaySpan} of the
 * journal that the front does not count.
 */
@NullMarked
package dev.carillon.delivery.topic;

import org.jspecify.annotations.NullMarked;
