package dev.carillon.delivery.lane;

import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.delivery.shard.Attempt;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.model.Subscription;
import java.util.Optional;

/** Makes one subscription's attempts, as the lane chooses them. Belongs to the shard's thread. */
final class LaneAttempts {
    private final LaneParts parts;
    private final ShardCore core;
    private final LaneOutcomes outcomes;
    private final Posts posts;
    private Subscription subscription;

    /** @param ready puts the lane in line for a turn, after an attempt has ended */
    LaneAttempts(LaneParts parts, LaneOutcomes outcomes, Subscription subscription, Runnable ready) {
        this.parts = parts;
        this.core = parts.core();
        this.outcomes = outcomes;
        this.subscription = subscription;
        posts = new Posts(core, parts.topic(), parts.health(), ready);
    }

    void update(Subscription changed) {
        subscription = changed;
    }

    int underWay() {
        return posts.underWay();
    }

    /** How those under way end is not written down any more. */
    void end() {
        posts.end();
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
        parts.policy().sent();
        // As it is now: it is this form that the notification is prepared in.
        Subscription to = subscription;
        posts.send(
                attempt.loaded(),
                parts.shares(),
                signed -> parts.policy().typed(signed.to(to)),
                outcome -> outcomes.onOutcome(subscription, attempt, outcome));
    }
}
