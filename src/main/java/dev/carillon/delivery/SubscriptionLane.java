package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.push.AttemptOutcome;
import io.vertx.core.AsyncResult;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends one subscription's messages: due retries first, then new ones, as many as the endpoint's health allows. It waits
 * for nothing but its own endpoint and its fair share of what all have. Belongs to the shard's thread.
 */
final class SubscriptionLane implements FactSource {
    private final ShardCore core;
    private final TopicDispatcher topic;
    private final LanePolicy policy;
    private final LaneCursor cursor;
    private final LaneLog log;
    private final RetrySchedule retries;
    private final BreakerLog breaker;
    private final EndpointHealth health;
    private final LaneShares shares;
    private final LaneOutcomes outcomes;
    private final Overdue overdue;
    private final WakeUp wakeUp;
    private Subscription subscription;
    private int underWay;
    private boolean isEnded;

    SubscriptionLane(ShardCore core, TopicDispatcher topic, Subscription subscription, LaneState state) {
        this.core = core;
        this.topic = topic;
        this.subscription = subscription;
        policy = new LanePolicy(core.config(), core.time(), topic.topic(), subscription);
        cursor = new LaneCursor(core.time(), state, 2 * policy.retries().maxDelayMillis(), core.waiting());
        log = new LaneLog(subscription.subscriptionNo(), cursor, core.settlement());
        retries = cursor.retries();
        breaker = new BreakerLog(subscription.subscriptionNo(), state, core);
        health = new EndpointHealth(breaker.breaker(), core.config().window());
        shares = new LaneShares(core, Origins.of(subscription.endpoint()), this::send);
        outcomes = new LaneOutcomes(core, topic, policy, log, health, shares.origin());
        overdue = new Overdue(core, topic, policy);
        wakeUp = new WakeUp(core.timers(), this::onWakeUp);
    }

    @Override
    public long subscriptionNo() {
        return subscription.subscriptionNo();
    }

    Protocol protocol() {
        return subscription.protocol();
    }

    /** The next message that it has not read. */
    long readMark() {
        return cursor.readMark();
    }

    /** The first message that it has not settled. */
    long lowSeq() {
        return cursor.settled().lowSeq();
    }

    /** One past the last message that it remembers anything of. */
    long endSeq() {
        return cursor.endSeq();
    }

    boolean isSettled(long sequence) {
        return cursor.settled().contains(sequence);
    }

    /** Takes over what changed of it or of its topic. */
    void update(Subscription changed) {
        subscription = changed;
        policy.update(topic.topic(), changed);
    }

    /** Forgets the retries of messages that its journal lost. */
    void endAt(long sequence) {
        cursor.endAt(sequence);
    }

    /** Settles a message that its journal freed; nothing need be written down, since the journal says so again. */
    void leaveOut(long sequence) {
        cursor.leaveOut(sequence);
    }

    /** Settles what lies below. */
    void beginAt(long sequence) {
        log.begunAt(sequence);
    }

    /** Settles a message that its filter does not let through; one that was tried already was let through before. */
    void filterOut(long sequence) {
        if (!isSettled(sequence) && !cursor.isTried(sequence)) {
            log.filtered(sequence);
            core.metrics().protocol(protocol()).filtered();
        }
    }

    /** Makes all attempts that may be made now; when the journal cannot be read, the topic tries again later. */
    void send() {
        if (isEnded || core.underWay().isDraining()) {
            return;
        }
        try {
            boolean hasMoved = true;
            while (hasMoved) {
                hasMoved = sendDue() || sendNew();
            }
            wakeWhenDue();
        } catch (RuntimeException failure) {
            topic.onFailure(failure);
        }
    }

    /** No attempt begins any more, and how those under way end is not written down. */
    void end() {
        isEnded = true;
        wakeUp.cancel();
        shares.leave();
        breaker.end();
        retries.end();
        core.failures().forget(subscriptionNo());
    }

    @Override
    public void facts(Consumer<StateEntry> consumer) {
        log.facts(consumer);
        breaker.facts(consumer);
    }

    private boolean sendDue() {
        return hasRoom()
                && retries.firstDueNanos() <= core.time().nanoTime()
                && attempt(retries.firstSequence(), retries.firstAttempts(), false);
    }

    private boolean sendNew() {
        cursor.skipRead(topic.nextSeq());
        long next = cursor.readMark();
        if (next >= topic.nextSeq() || !hasRoom()) {
            return false;
        }
        if (!health.breaker().isOpen()) {
            return underWay < health.window() && core.waiting().hasRoom(retries.size()) && attempt(next, 0, false);
        }
        long now = core.time().nanoTime();
        if (overdue.atNanos(next) <= now) {
            return attempt(next, 0, true);
        }
        return isProbeDue(now) && probe(next, now);
    }

    private boolean probe(long sequence, long now) {
        if (!attempt(sequence, 0, false)) {
            return false;
        }
        health.breaker().probed(now);
        return true;
    }

    private boolean isProbeDue(long now) {
        return underWay == 0
                && core.waiting().hasRoom(retries.size())
                && health.breaker().probeAtNanos() <= now;
    }

    private boolean hasRoom() {
        return underWay < core.config().window() && !shares.isWaiting() && policy.isOpen();
    }

    /** Whether the lane got any further. */
    private boolean attempt(long sequence, int attemptsMade, boolean isLast) {
        Optional<LoadedRecord> found = topic.load(sequence);
        if (found.isEmpty()) {
            return false;
        }
        LoadedRecord loaded = found.get();
        if (loaded.isDamaged()) {
            long unused = takeOut(attemptsMade);
            outcomes.damaged(subscription, sequence);
            return true;
        }
        if (!shares.take(loaded.bytes())) {
            return false;
        }
        long known = takeOut(attemptsMade);
        long published = known == RetrySchedule.UNKNOWN ? loaded.publishedNanos() : known;
        begin(new Attempt(
                loaded, attemptsMade + 1, isLast, published, core.time().nanoTime()));
        return true;
    }

    /** Takes the first due or the next unread message; returns what is known here of its publish. */
    private long takeOut(int attemptsMade) {
        if (attemptsMade == 0) {
            cursor.takeNew();
            return RetrySchedule.UNKNOWN;
        }
        long published = retries.firstPublishedNanos();
        log.retryBegins();
        return published;
    }

    private void begin(Attempt attempt) {
        underWay++;
        policy.sent();
        core.underWay().began();
        core.records().pin(attempt.loaded());
        topic.notification(attempt.loaded())
                .compose(signed -> core.endpoints().post(policy.typed(signed.to(subscription))))
                .onComplete(result -> onEnd(attempt, result));
    }

    private void onEnd(Attempt attempt, AsyncResult<AttemptOutcome> result) {
        underWay--;
        try {
            core.records().unpin(attempt.loaded());
            shares.giveBack(attempt.loaded().bytes());
            if (!isEnded) {
                outcomes.onOutcome(
                        subscription,
                        attempt,
                        result.succeeded() ? result.result() : AttemptLog.broken(result.cause()));
                shares.setHanging(health.isHanging());
            }
        } finally {
            if (!isEnded) {
                core.turns().ready(this);
            }
            core.underWay().ended();
            core.turns().run();
        }
    }

    private void wakeWhenDue() {
        long now = core.time().nanoTime();
        long earliest = retries.firstDueNanos();
        boolean hasUnread = cursor.readMark() < topic.nextSeq();
        if (health.breaker().isOpen() && hasUnread) {
            // A probe that is due already waits for the end of an attempt, not for a time.
            long probe = health.breaker().probeAtNanos();
            earliest = Math.min(
                    earliest, Math.min(probe > now ? probe : Long.MAX_VALUE, overdue.atNanos(cursor.readMark())));
        }
        long opens = policy.opensAtNanos();
        if (opens > now) {
            boolean isHeldBack = hasUnread && !health.breaker().isOpen();
            earliest = isHeldBack ? opens : Math.max(earliest, opens);
        }
        if (earliest > now) {
            wakeUp.noLaterThan(earliest, now);
        }
    }

    private void onWakeUp() {
        core.turns().ready(this);
        core.turns().run();
    }
}
