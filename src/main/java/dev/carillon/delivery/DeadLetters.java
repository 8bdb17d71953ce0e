package dev.carillon.delivery;

import dev.carillon.delivery.AttemptLog.Failure;
import dev.carillon.journal.store.DropReason;
import dev.carillon.model.QueueArn;
import dev.carillon.model.Subscription;
import dev.carillon.policy.RedrivePolicy;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.DeadLetter;
import io.vertx.core.AsyncResult;
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
    private final TopicDispatcher topic;
    private final LaneLog log;
    private final Redrives redrives;
    private final Runnable wake;
    private final RetryPolicy policy;
    private final RedriveLog lines;
    private Subscription subscription;
    private String queueArn = "";
    private @Nullable LaneShares shares;
    private int underWay;
    private boolean isEnded;

    /** @param wake gives the lane a turn */
    DeadLetters(
            ShardCore core,
            TopicDispatcher topic,
            Subscription subscription,
            LaneLog log,
            Redrives redrives,
            Runnable wake) {
        this.core = core;
        this.topic = topic;
        this.subscription = subscription;
        this.log = log;
        this.redrives = redrives;
        this.wake = wake;
        policy = RetryPolicy.function(core.config().functionRetryWindow().toMillis());
        lines = new RedriveLog(core);
        update(subscription);
    }

    /** Takes over what changed in the catalogue. */
    void update(Subscription changed) {
        subscription = changed;
        String named = RedrivePolicy.queue(changed.attributes().getOrDefault(RedrivePolicy.NAME, ""))
                .map(QueueArn::toString)
                .orElse("");
        if (!named.equals(queueArn)) {
            leave();
            queueArn = named;
        }
    }

    int size() {
        return redrives.size();
    }

    /** When the first message is due; never while none waits. */
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
        if (redrives.firstDueNanos() > core.time().nanoTime() || !hasRoom()) {
            return false;
        }
        Redrive redrive = redrives.first();
        Optional<LoadedRecord> found = topic.load(redrive.sequence());
        if (found.isEmpty()) {
            return false;
        }
        LoadedRecord loaded = found.get();
        if (loaded.isDamaged()) {
            core.log().damaged(subscription);
            settle(redrive, DropReason.DAMAGED);
            return true;
        }
        if (queueArn.isEmpty()) {
            lines.lost(subscription, loaded, redrive);
            settle(redrive, redrive.reason());
            return true;
        }
        LaneShares taken = shares();
        if (!taken.take(loaded.bytes())) {
            return false;
        }
        redrives.beginFirst();
        send(redrive, loaded, taken);
        return true;
    }

    /** No attempt begins any more, and how those under way end is not written down. */
    void end() {
        isEnded = true;
        leave();
        redrives.end();
    }

    private boolean hasRoom() {
        LaneShares held = shares;
        return underWay < core.config().window() && (held == null || !held.isWaiting());
    }

    private void send(Redrive redrive, LoadedRecord loaded, LaneShares taken) {
        underWay++;
        core.underWay().began();
        core.records().pin(loaded);
        Subscription of = subscription;
        String queue = queueArn;
        topic.notification(loaded)
                .compose(signed -> core.endpoints()
                        .post(redrive.cause()
                                .message(
                                        signed.to(of),
                                        queue,
                                        of.arn(),
                                        loaded.record().publication().messageId())))
                .onComplete(result -> onEnd(redrive, loaded, taken, queue, result));
    }

    private void onEnd(
            Redrive redrive,
            LoadedRecord loaded,
            LaneShares taken,
            String queue,
            AsyncResult<AttemptOutcome> result) {
        underWay--;
        try {
            core.records().unpin(loaded);
            taken.giveBack(loaded.bytes());
            if (!isEnded) {
                onOutcome(
                        redrive,
                        loaded,
                        queue,
                        result.succeeded() ? result.result() : AttemptLog.broken(result.cause()));
            }
        } finally {
            if (!isEnded) {
                wake.run();
            }
            core.underWay().ended();
            core.turns().run();
        }
    }

    private void onOutcome(Redrive redrive, LoadedRecord loaded, String queue, AttemptOutcome outcome) {
        if (outcome instanceof AttemptOutcome.Delivered) {
            lines.redriven(subscription, loaded, redrive, queue);
            settle(redrive, DropReason.REDRIVEN);
        } else if (outcome instanceof AttemptOutcome.Permanent permanent) {
            // Whoever made the queue too late, or forgot to let us in, finds everything there when he has mended it.
            onFailure(redrive, loaded, new Failure(permanent.statusCode(), permanent.error()), Duration.ZERO);
        } else {
            AttemptOutcome.Retryable failed = (AttemptOutcome.Retryable) outcome;
            onFailure(redrive, loaded, new Failure(failed.statusCode(), failed.error()), failed.retryAfter());
        }
    }

    private void onFailure(Redrive redrive, LoadedRecord loaded, Failure failure, Duration retryAfter) {
        lines.failed(subscription, loaded, redrive, failure);
        long now = core.time().nanoTime();
        long age = TimeUnit.NANOSECONDS.toMillis(now - redrive.beganNanos());
        OptionalLong delay = core.delays().next(policy, redrive.attempts() + 1, age, retryAfter);
        if (delay.isEmpty()) {
            lines.lost(subscription, loaded, redrive);
            settle(redrive, redrive.reason());
            return;
        }
        Redrive next = redrive.failed(now + TimeUnit.MILLISECONDS.toNanos(delay.getAsLong()));
        redrives.add(next);
        log.redriving(next);
    }

    private void settle(Redrive redrive, DropReason reason) {
        redrives.remove(redrive.sequence());
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
}
