package dev.carillon.delivery.lane;

import dev.carillon.delivery.endpoint.BreakerLog;
import dev.carillon.delivery.endpoint.EndpointHealth;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.turn.Origins;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.Subscription;
import dev.carillon.push.envelope.BodyForm;
import java.util.function.Consumer;

/**
 * Sends one subscription's messages: due retries first, then new ones, as many as the endpoint's health allows. It waits
 * for nothing but its own endpoint and its fair share of what all have. Belongs to the shard's thread.
 */
public final class SubscriptionLane implements FactSource {
    private final ShardCore core;
    private final LaneSource topic;
    private final LanePolicy policy;
    private final LaneCursor cursor;
    private final Untried untried;
    private final LaneLog log;
    private final RetrySchedule retries;
    private final BreakerLog breaker;
    private final EndpointHealth health;
    private final LaneShares shares;
    private final DeadLetters deadLetters;
    private final LaneAttempts attempts;
    private final Overdue overdue;
    private final WakeUp wakeUp;
    private final Runnable turn = this::send;
    private Subscription subscription;
    private boolean isEnded;

    public SubscriptionLane(ShardCore core, LaneSource topic, Subscription subscription, LaneState state) {
        this(core, topic, subscription, new LanePolicy(core.config(), core.time(), topic.topic(), subscription), state);
    }

    /** With the policy, and so with the rate, of another lane to the same endpoint. */
    public SubscriptionLane(
            ShardCore core, LaneSource topic, Subscription subscription, LanePolicy policy, LaneState state) {
        this.core = core;
        this.topic = topic;
        this.subscription = subscription;
        this.policy = policy;
        cursor = new LaneCursor(
                core.loggedTimes(), state, 2 * policy.retries().rule().maxDelayMillis(), core.waiting());
        untried = untried(core, topic, cursor);
        log = new LaneLog(subscription.subscriptionNo(), cursor, core.settlement(), untried);
        retries = cursor.retries();
        breaker = new BreakerLog(
                subscription.subscriptionNo(), core.loggedTimes(), core.settlement(), core.openBreakers());
        state.breaker().ifPresent(breaker::restore);
        health = new EndpointHealth(breaker.breaker(), core.config().window());
        shares = new LaneShares(core, Origins.of(subscription.endpoint()), turn);
        LaneParts parts = new LaneParts(core, topic, policy, cursor, untried, log, health, shares);
        deadLetters = new DeadLetters(parts, subscription, this::ready, turn);
        attempts = new LaneAttempts(parts, new LaneOutcomes(parts, deadLetters), subscription, this::ready);
        overdue = new Overdue(core, topic, policy);
        wakeUp = new WakeUp(core.timers(), this::onWakeUp);
    }

    private static Untried untried(ShardCore core, LaneSource topic, LaneCursor cursor) {
        return topic.topic().isFifo()
                ? new UntriedInGroups(cursor, topic::nextSeq, topic::load, core.waiting())
                : new UntriedInSequence(cursor, topic);
    }

    @Override
    public long subscriptionNo() {
        return subscription.subscriptionNo();
    }

    public LanePolicy policy() {
        return policy;
    }

    /** In which a notification must be there for it. */
    public BodyForm form() {
        return BodyForm.of(subscription);
    }

    /** The next message that it has not read. */
    public long readMark() {
        return cursor.readMark();
    }

    /** The first message that it has not settled. */
    public long lowSeq() {
        return cursor.settled().lowSeq();
    }

    /** One past the last message that it remembers anything of. */
    public long endSeq() {
        return cursor.endSeq();
    }

    /** Whether the state log said anything of it at the start. */
    public boolean isLogged() {
        return cursor.isLogged();
    }

    public boolean isSettled(long sequence) {
        return cursor.settled().contains(sequence);
    }

    /** Takes over what changed of it or of its topic. */
    public void update(Subscription changed) {
        subscription = changed;
        policy.update(topic.topic(), changed);
        attempts.update(changed);
        deadLetters.update(changed);
    }

    /** Forgets the retries of messages that its journal lost. */
    public void endAt(long sequence) {
        cursor.endAt(sequence);
    }

    /** Settles a message that its journal freed; nothing need be written down, since the journal says so again. */
    public void leaveOut(long sequence) {
        cursor.leaveOut(sequence);
    }

    /** Settles what lies below. */
    public void beginAt(long sequence) {
        log.begunAt(sequence);
    }

    /** Settles a message that its filter does not let through; one that was tried already was let through before. */
    public void filterOut(long sequence) {
        if (!isSettled(sequence) && !cursor.isTried(sequence)) {
            log.filtered(sequence);
            core.metrics().delivery().protocol(subscription.protocol()).filtered();
        }
    }

    /** Puts it in line for a turn. */
    public void ready() {
        core.turns().ready(turn);
    }

    /** Makes all attempts that may be made now; when the journal cannot be read, the topic tries again later. */
    private void send() {
        if (isEnded || core.underWay().isDraining()) {
            return;
        }
        try {
            long looked;
            do {
                looked = core.time().nanoTime();
            } while ((untried.isReady() && (sendDue() || deadLetters.sendDue())) || sendNew());
            wakeWhenDue(looked);
        } catch (RuntimeException | Error failure) {
            topic.onFailure(failure);
        }
    }

    /** No attempt begins any more, and how those under way end is not written down. */
    public void end() {
        isEnded = true;
        attempts.end();
        wakeUp.cancel();
        shares.leave();
        breaker.end();
        retries.end();
        untried.end();
        deadLetters.end();
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
                && attempts.begin(retries.firstSequence(), retries.firstAttempts(), false);
    }

    private boolean sendNew() {
        long next = untried.next();
        if (next == Untried.NONE || !hasRoom()) {
            return false;
        }
        if (attempts.passOver(next)) {
            return true;
        }
        if (!health.breaker().isOpen()) {
            return attempts.underWay() < health.window() && hasRoomToWait() && attempts.begin(next, 0, false);
        }
        long now = core.time().nanoTime();
        if (overdue.atNanos(next) <= now) {
            return policy.isBrief() ? hasRoomToWait() && attempts.begin(next, 0, false) : attempts.begin(next, 0, true);
        }
        return isProbeDue(now) && probe(next, now);
    }

    private boolean probe(long sequence, long now) {
        if (!attempts.begin(sequence, 0, false)) {
            return false;
        }
        health.breaker().probed(now);
        return true;
    }

    private boolean isProbeDue(long now) {
        return attempts.underWay() == 0 && hasRoomToWait() && health.breaker().probeAtNanos() <= now;
    }

    /** Whether one more message may come to wait for an attempt. */
    private boolean hasRoomToWait() {
        return core.waiting().hasRoom(retries.size() + deadLetters.size());
    }

    private boolean hasRoom() {
        return attempts.underWay() < core.config().window() && !shares.isWaiting() && policy.isOpen();
    }

    /**
     * Sets the timer. What was due already waits for the end of an attempt or for its share, not for a time.
     *
     * @param now when the last look for something to send began: what came due since may not have been seen by it
     */
    private void wakeWhenDue(long now) {
        wakeAt(endpointDueNanos(now), now);
        wakeAt(deadLetters.firstDueNanos(), now);
    }

    private void wakeAt(long dueNanos, long now) {
        if (dueNanos > now) {
            wakeUp.noLaterThan(dueNanos, now);
        }
    }

    private long endpointDueNanos(long now) {
        long earliest = retries.firstDueNanos();
        long next = untried.next();
        boolean hasUntried = next != Untried.NONE;
        if (health.breaker().isOpen() && hasUntried) {
            // A probe that is due already waits for the end of an attempt, not for a time.
            long probe = health.breaker().probeAtNanos();
            earliest = Math.min(earliest, Math.min(probe > now ? probe : Long.MAX_VALUE, overdue.atNanos(next)));
        }
        long opens = policy.opensAtNanos();
        if (opens > now) {
            boolean isHeldBack = hasUntried && !health.breaker().isOpen();
            earliest = isHeldBack ? opens : Math.max(earliest, opens);
        }
        return earliest;
    }

    private void onWakeUp() {
        ready();
        core.turns().run();
    }
}
