package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.EndpointHealth;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.shard.Attempt;
import dev.carillon.delivery.shard.AttemptLog.Failure;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.journal.store.DropReason;
import dev.carillon.model.Subscription;
import dev.carillon.push.AttemptOutcome;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Draws the consequence of each attempt's outcome: the message is settled, due again, or goes to the
 * dead-letter queue. Belongs to the shard's thread.
 */
final class LaneOutcomes {
    private final ShardCore core;
    private final LaneSource topic;
    private final LanePolicy policy;
    private final LaneLog log;
    private final EndpointHealth health;
    private final String origin;
    private final DeadLetters deadLetters;

    LaneOutcomes(LaneParts parts, DeadLetters deadLetters) {
        core = parts.core();
        topic = parts.topic();
        policy = parts.policy();
        log = parts.log();
        health = parts.health();
        origin = parts.shares().origin();
        this.deadLetters = deadLetters;
    }

    void onOutcome(Subscription subscription, Attempt attempt, AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Delivered delivered) {
            health.delivered();
            core.log().delivered(subscription, attempt, delivered.statusCode());
            log.delivered(attempt.sequence());
            topic.onSettled(attempt.sequence());
        } else if (outcome instanceof AttemptOutcome.Permanent permanent) {
            health.refused();
            Failure failure = new Failure(permanent.statusCode(), permanent.error());
            core.log().failed(subscription, attempt, failure);
            drop(subscription, attempt, failure, DropReason.PERMANENT);
        } else {
            onRetryable(subscription, attempt, (AttemptOutcome.Retryable) outcome);
        }
    }

    /** A record that cannot be read is not even attempted. */
    void damaged(Subscription subscription, long sequence) {
        core.log().damaged(subscription);
        log.dropped(sequence, DropReason.DAMAGED);
        topic.onSettled(sequence);
    }

    /** One that is not for this subscription. */
    void passedOver(Subscription subscription, long sequence) {
        log.filtered(sequence);
        core.metrics().delivery().protocol(subscription.protocol()).filtered();
        topic.onSettled(sequence);
    }

    private void onRetryable(Subscription subscription, Attempt attempt, AttemptOutcome.Retryable outcome) {
        long now = core.time().nanoTime();
        health.failed(outcome, attempt.startedNanos(), now);
        Failure failure = new Failure(outcome.statusCode(), outcome.error());
        core.log().failed(subscription, attempt, failure);
        OptionalLong delay = attempt.isLast() ? OptionalLong.empty() : delay(attempt, outcome.retryAfter());
        if (delay.isEmpty()) {
            drop(subscription, attempt, failure, DropReason.EXHAUSTED);
            return;
        }
        log.retryAt(attempt, now + TimeUnit.MILLISECONDS.toNanos(delay.getAsLong()));
        core.log().retried(subscription, origin, attempt, failure, delay.getAsLong());
    }

    private OptionalLong delay(Attempt attempt, Duration retryAfter) {
        long age = TimeUnit.NANOSECONDS.toMillis(core.time().nanoTime() - attempt.publishedNanos());
        return core.delays().next(policy.retries(), attempt.number(), age, retryAfter);
    }

    private void drop(Subscription subscription, Attempt attempt, Failure failure, DropReason reason) {
        if (deadLetters.take(attempt, origin, failure, reason)) {
            return;
        }
        core.log().dropped(subscription, origin, attempt, failure, reason);
        log.dropped(attempt.sequence(), reason);
        topic.onSettled(attempt.sequence());
    }
}
