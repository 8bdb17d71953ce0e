package dev.carillon.delivery;

import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.topic.TopicDispatcher;
import dev.carillon.metrics.DeliveryMetrics;
import java.util.concurrent.TimeUnit;

/**
 * What metrics show of a shard. Belongs to its thread; the metrics page, which another thread makes, has what the last
 * look found.
 */
final class ShardGauges {
    private final ShardCore core;
    private final ShardTopics topics;
    private volatile long backlogAgeMillis;
    private volatile long runningReplays;

    ShardGauges(int shard, ShardCore core, ShardTopics topics) {
        this.core = core;
        this.topics = topics;
        DeliveryMetrics metrics = core.metrics().delivery();
        metrics.showInFlight(shard, () -> core.underWay().shown());
        metrics.showWaitingRetries(shard, () -> core.waiting().shown());
        metrics.showOpenBreakers(shard, () -> core.openBreakers().shown());
        metrics.showBacklogAge(shard, () -> backlogAgeMillis);
        metrics.showRunningReplays(shard, () -> runningReplays);
    }

    /** Asks all topics; to be called each second or so. */
    void look() {
        long oldest = Long.MAX_VALUE;
        long running = 0;
        for (TopicDispatcher dispatcher : topics.all()) {
            oldest = Math.min(oldest, dispatcher.oldestPublishedNanos());
            running += dispatcher.runningReplays();
        }
        long now = core.time().nanoTime();
        backlogAgeMillis = oldest >= now ? 0 : TimeUnit.NANOSECONDS.toMillis(now - oldest);
        runningReplays = running;
    }
}
