package dev.carillon.delivery.lane;

import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.delivery.shard.Attempt;
import dev.carillon.delivery.shard.AttemptLog;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.model.Subscription;
import dev.carillon.push.AttemptOutcome;
import io.vertx.core.AsyncResult;
import java.util.Optional;

/** Makes one subscription's attempts, as the lane chooses them. Belongs to the shard's thread. */
final class LaneAttempts {
    private final LaneParts parts;
    private final ShardCore core;
    private final LaneOutcomes outcomes;
    private final Runnable ready;
    private Subscription subscription;
    private int underWay;
    private boolean isEnded;

    /** @param ready puts the lane in line for a turn, after an attempt has ended */
    LaneAttempts(LaneParts parts, LaneOutcomes outcomes, Subscription subscription, Runnable ready) {
        this.parts = parts;
        this.core = parts.core();
        this.outcomes = outcomes;
        this.subscription = subscription;
        this.ready = ready;
    }

    void update(Subscription changed) {
        subscription = changed;
    }

    int underWay() {
        return underWay;
    }

    /** How those under way end is not written down any more. */
    void end() {
        isEnded = true;
    }

    /** Settles the next unread message, if it is not for this subscription at all. */
    boolean passOver(long sequence) {
        if (!parts.topic().isPassedOver(sequence)) {
            return false;
        }
        parts.untried().take();
        outcomes.passedOver(subscription, sequence);
        return true;
    }

    /**
     * Attempts the first due message or the next unread one.
     *
     * @param attemptsMade of the message, 0 of an unread one
     * @return whether the lane got any further
     */
    boolean begin(long sequence, int attemptsMade, boolean isLast) {
        Optional<LoadedRecord> found = parts.topic().load(sequence);
        if (found.isEmpty()) {
            return false;
        }
        LoadedRecord loaded = found.get();
        if (loaded.isDamaged()) {
            long unused = takeOut(attemptsMade);
            outcomes.damaged(subscription, sequence);
            return true;
        }
        if (!parts.shares().take(loaded.bytes())) {
            return false;
        }
        long known = takeOut(attemptsMade);
        long published = known == RetrySchedule.UNKNOWN ? parts.topic().publishedNanos(loaded) : known;
        send(new Attempt(
                loaded, attemptsMade + 1, isLast, published, core.time().nanoTime()));
        return true;
    }

    /** Takes the message from where it waits; returns what is known there of its publish. */
    private long takeOut(int attemptsMade) {
        if (attemptsMade == 0) {
            parts.untried().take();
            return RetrySchedule.UNKNOWN;
        }
        long published = parts.cursor().retries().firstPublishedNanos();
        parts.log().retryBegins();
        return published;
    }

    private void send(Attempt attempt) {
        underWay++;
        parts.policy().sent();
        core.underWay().began();
        core.records().pin(attempt.loaded());
        // As it is now: it is this form that the notification is prepared in.
        Subscription to = subscription;
        parts.topic()
                .notification(attempt.loaded())
                .compose(signed -> core.endpoints().post(parts.policy().typed(signed.to(to))))
                .onComplete(result -> onEnd(attempt, result));
    }

    private void onEnd(Attempt attempt, AsyncResult<AttemptOutcome> result) {
        underWay--;
        try {
            core.records().unpin(attempt.loaded());
            parts.shares().giveBack(attempt.loaded().bytes());
            if (!isEnded) {
                outcomes.onOutcome(
                        subscription,
                        attempt,
                        result.succeeded() ? result.result() : AttemptLog.broken(result.cause()));
                parts.shares().setHanging(parts.health().isHanging());
            }
        } finally {
            if (!isEnded) {
                ready.run();
            }
            core.underWay().ended();
            core.turns().run();
        }
    }
}
