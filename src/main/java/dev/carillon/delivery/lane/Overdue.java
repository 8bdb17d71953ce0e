package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.ShardCore;
import java.util.Optional;

/**
 * When the next unread message's policy would be at its end: from then on a breaker does not hold it back any more, and
 * it gets one attempt of its own, or all where the policy is brief. A damaged one needs none, and is over at once. Belongs
 * to the shard's thread.
 */
final class Overdue {
    private final ShardCore core;
    private final LaneSource topic;
    private final LanePolicy policy;

    /** The message of which it is known: it is asked at every turn. */
    private long knownSeq = -1;

    /** When it was published; for one that needs no attempt, longer ago than any policy reaches. */
    private long publishedNanos;

    Overdue(ShardCore core, LaneSource topic, LanePolicy policy) {
        this.core = core;
        this.topic = topic;
        this.policy = policy;
    }

    /** Monotonic time; never while the message cannot be read. */
    long atNanos(long sequence) {
        if (knownSeq != sequence) {
            Optional<LoadedRecord> next = topic.load(sequence);
            if (next.isEmpty()) {
                return Long.MAX_VALUE;
            }
            knownSeq = sequence;
            publishedNanos = next.get().isDamaged()
                    ? core.time().nanoTime() - policy.spanNanos()
                    : topic.publishedNanos(next.get());
        }
        return publishedNanos + policy.spanNanos();
    }
}
