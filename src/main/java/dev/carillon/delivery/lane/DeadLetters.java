package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.CircuitBreaker;
import dev.carillon.delivery.endpoint.EndpointHealth;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.retry.Redrive;
import dev.carillon.delivery.retry.Redrives;
import dev.carillon.delivery.retry.RetryPolicy;
import dev.carillon.delivery.shard.Attempt;
import dev.carillon.delivery.shard.AttemptLog.Failure;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.journal.store.DropReason;
import dev.carillon.model.QueueArn;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.policy.RedrivePolicy;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.DeadLetter;
import dev.carillon.push.OutgoingMessage;
import dev.carillon.push.QueueMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings what one subscription's endpoint did not take to its dead-letter queue:
 *
 * <pre>
 *   given up -> state log: redriving -> queue -> state log: dropped, redriven
 *                      ^                  |
 *                      +--- due later ----+  whatever the queue answered, for as long as an endpoint of that kind is tried
 * </pre>
 *
 * So the queue has the message before it counts as dropped, and a restart goes on where it was. Belongs to the shard's
 * thread.
 */
final class DeadLetters {
    private final ShardCore core;
    private final LaneSource topic;
    private final LaneLog log;
    private final Redrives redrives;
    private final Runnable wake;
    private final RetryPolicy policy;
    private final RedriveLog lines;

    /** Of the queue. Its breaker holds nothing back: whatever waits is due by the policy. */
    private final EndpointHealth health;

    private final Posts posts;
    private Subscription subscription;
    private String policyText = "";
    private String queueArn = "";
    private @Nullable LaneShares shares;

    /**
     * Takes up what the cursor has of them.
     *
     * @param ready puts the lane in line for a turn, after an attempt has ended
     * @param wake gives it one at once, when there is room for what was refused
     */
    DeadLetters(LaneParts parts, Subscription subscription, Runnable ready, Runnable wake) {
        core = parts.core();
        topic = parts.topic();
        log = parts.log();
        redrives = parts.cursor().redrives();
        this.subscription = subscription;
        this.wake = wake;
        policy = RetryPolicy.function(core.config().functionRetryWindow().toMillis());
        lines = new RedriveLog(core);
        health = new EndpointHealth(new CircuitBreaker(() -> {}), core.config().window());
        posts = new Posts(core, topic, health, ready);
        update(subscription);
    }

    /** Takes over what changed in the catalogue. */
    void update(Subscription changed) {
        subscription = changed;
        String named = changed.attributes().getOrDefault(RedrivePolicy.NAME, "");
        if (!named.equals(policyText)) {
            leave();
            policyText = named;
            queueArn = RedrivePolicy.queue(named).map(QueueArn::toString).orElse("");
        }
    }

    int size() {
        return redrives.size();
    }

    /** When the first message is due; {@code Long.MAX_VALUE} while none waits. */
    long firstDueNanos() {
        return redrives.firstDueNanos();
    }

    /**
     * Takes over a message whose attempts are over.
     *
     * @return whether there is a queue for it
     */
    boolean take(Attempt attempt, String origin, Failure failure, DropReason reason) {
        if (queueArn.isEmpty()) {
            return false;
        }
        long now = core.time().nanoTime();
        DeadLetter cause = new DeadLetter(failure.statusCode(), failure.error(), attempt.number());
        Redrive redrive = new Redrive(attempt.sequence(), reason, cause, now, 0, now);
        redrives.add(redrive);
        log.redriving(redrive);
        lines.begun(subscription, origin, attempt.loaded(), redrive, queueArn);
        return true;
    }

    /** Makes the attempt that is due, if there is one and room for it; says whether it got any further. */
    boolean sendDue() {
        if (redrives.isNoneWaiting() || redrives.firstDueNanos() > core.time().nanoTime() || !hasRoom()) {
            return false;
        }
        Redrive redrive = redrives.first();
        Optional<LoadedRecord> found = topic.load(redrive.sequence());
        if (found.isEmpty()) {
            return false;
        }
        LoadedRecord loaded = found.get();
        boolean isHopeless = loaded.isDamaged() || queueArn.isEmpty();
        if (!isHopeless && !shares().take(loaded.bytes())) {
            return false;
        }
        redrives.beginFirst();
        if (isHopeless) {
            giveUp(redrive, loaded);
        } else {
            send(new Sent(redrive, loaded, queueArn, core.time().nanoTime()));
        }
        return true;
    }

    /** No attempt begins any more, and how those under way end is not written down. */
    void end() {
        posts.end();
        leave();
        redrives.end();
    }

    private boolean hasRoom() {
        LaneShares held = shares;
        return posts.underWay() < health.window() && (held == null || !held.isWaiting());
    }

    private void send(Sent sent) {
        Subscription of = subscription;
        posts.send(
                sent.loaded,
                shares(),
                signed -> sent.letter(signed.to(of), of.arn()),
                outcome -> onOutcome(sent, outcome));
    }

    private void onOutcome(Sent sent, AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Delivered) {
            health.delivered();
            lines.redriven(subscription, sent.loaded, sent.redrive, sent.queueArn);
            settle(sent.redrive, DropReason.REDRIVEN);
        } else if (outcome instanceof AttemptOutcome.Permanent permanent) {
            // Whoever made the queue too late, or forgot to let us in, finds everything there when he has mended it.
            health.refused();
            onFailure(sent, new Failure(permanent.statusCode(), permanent.error()), Duration.ZERO);
        } else {
            AttemptOutcome.Retryable failed = (AttemptOutcome.Retryable) outcome;
            health.failed(failed, sent.startedNanos, core.time().nanoTime());
            onFailure(sent, new Failure(failed.statusCode(), failed.error()), failed.retryAfter());
        }
    }

    private void onFailure(Sent sent, Failure failure, Duration retryAfter) {
        Redrive redrive = sent.redrive;
        lines.failed(subscription, sent.loaded, redrive, failure);
        long now = core.time().nanoTime();
        long age = TimeUnit.NANOSECONDS.toMillis(now - redrive.beganNanos());
        OptionalLong delay = core.delays().next(policy, redrive.attempts() + 1, age, retryAfter);
        if (delay.isEmpty()) {
            giveUp(redrive, sent.loaded);
            return;
        }
        Redrive next = redrive.failed(now + TimeUnit.MILLISECONDS.toNanos(delay.getAsLong()));
        redrives.add(next);
        log.redriving(next);
    }

    /** It was tried for long enough, or the queue is named no longer, or nothing of the record can be read. */
    private void giveUp(Redrive redrive, LoadedRecord loaded) {
        if (loaded.isDamaged()) {
            core.log().damaged(subscription);
            settle(redrive, DropReason.DAMAGED);
        } else {
            lines.lost(subscription, loaded, redrive);
            settle(redrive, redrive.reason());
        }
    }

    private void settle(Redrive redrive, DropReason reason) {
        redrives.finish(redrive.sequence());
        log.dropped(redrive.sequence(), reason);
        topic.onSettled(redrive.sequence());
    }

    private LaneShares shares() {
        LaneShares held = shares;
        if (held == null) {
            held = new LaneShares(core, queueArn, wake);
            shares = held;
        }
        return held;
    }

    private void leave() {
        LaneShares held = shares;
        if (held != null) {
            held.leave();
            shares = null;
        }
    }

    /** A message that is under way to the queue. */
    private record Sent(Redrive redrive, LoadedRecord loaded, String queueArn, long startedNanos) {
        QueueMessage letter(OutgoingMessage undelivered, SubscriptionArn subscription) {
            return redrive.cause()
                    .message(
                            undelivered, queueArn, subscription, loaded.record().publication());
        }
    }
}
