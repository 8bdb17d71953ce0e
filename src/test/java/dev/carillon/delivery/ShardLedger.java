package dev.carillon.delivery;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Acknowledged;
import dev.carillon.journal.store.StateEntry.BreakerClosed;
import dev.carillon.journal.store.StateEntry.BreakerOpen;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Ended;
import dev.carillon.journal.store.StateEntry.Reached;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.TimeSkipped;
import dev.carillon.model.Protocol;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import dev.carillon.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What a shard was told, what it did and what it said, and whether the one fits the other. What does not is collected:
 * an error thrown where it is found would end in somebody's future.
 */
final class ShardLedger {
    private final VirtualTime time;
    private final Duration functionWindow;
    private final Map<Long, TopicLedger> topics = new TreeMap<>();
    private final Map<Long, SubscriptionLedger> subscriptions = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final ReplayLedger replays = new ReplayLedger(this::violated);

    /** The log's disk failed, so that it does not say everything until the next start. */
    private boolean isBlind;

    ShardLedger(VirtualTime time, Duration functionWindow) {
        this.time = time;
        this.functionWindow = functionWindow;
    }

    List<String> violations() {
        return violations;
    }

    ReplayLedger replays() {
        return replays;
    }

    Map<Long, TopicLedger> topics() {
        return topics;
    }

    Iterable<SubscriptionLedger> subscriptions() {
        return subscriptions.values();
    }

    boolean isBlind() {
        return isBlind;
    }

    void blinded() {
        isBlind = true;
    }

    void violated(String what) {
        violations.add("after " + Duration.ofNanos(time.nanoTime()) + ": " + what);
    }

    void onPublished(long topicNo, int bytes) {
        TopicLedger topic = topic(topicNo);
        topic.onPublished(bytes, time.nanoTime());
    }

    void onSubscribed(long no, long topicNo, Protocol protocol, boolean hasQueue, long maySeq) {
        subscriptions.put(
                no,
                new SubscriptionLedger(no, topic(topicNo), protocol, hasQueue, maySeq, functionWindow, this::violated));
    }

    void onLeft(long no) {
        replays.onLeft(no);
        subscriptions.get(no).hasLeft = true;
    }

    /** The shard has looked at a topic's subscriptions, and all that was published. */
    void onSeen(long topicNo) {
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.topic.topicNo == topicNo) {
                each.isSeen |= !each.hasLeft;
                each.isGone |= each.hasLeft;
            }
        }
    }

    void onPost(long no, long topicNo, long sequence) {
        SubscriptionLedger to = subscriptions.get(no);
        if (to.topic.topicNo != topicNo) {
            violated("a message of topic " + topicNo + " was sent to subscription " + no);
        }
        to.isBlind = isBlind;
        to.onPost(sequence, time.nanoTime());
    }

    void onOutcome(long no, long sequence, AttemptOutcome outcome) {
        SubscriptionLedger of = subscriptions.get(no);
        if (outcome instanceof Delivered delivered) {
            of.onDelivered(sequence, delivered);
        } else if (outcome instanceof Permanent permanent) {
            of.onPermanent(sequence, permanent, time.nanoTime());
        } else {
            of.onRetryable(sequence, (Retryable) outcome, time.nanoTime());
        }
    }

    /** A message goes to the dead-letter queue of a subscription. */
    void onLetterPost(long no, long sequence) {
        SubscriptionLedger to = subscriptions.get(no);
        to.isBlind = isBlind;
        to.onLetterPost(sequence, time.nanoTime());
    }

    void onLetterOutcome(long no, long sequence, AttemptOutcome outcome) {
        subscriptions.get(no).onLetterOutcome(sequence, outcome);
    }

    void onEntry(StateEntry entry) {
        if (ReplayNumber.isReplay(entry.subscriptionNo())) {
            replays.onEntry(entry);
            return;
        }
        SubscriptionLedger of = subscriptions.get(entry.subscriptionNo());
        long now = time.nanoTime();
        if (of != null) {
            of.topic.entryNanos = now;
        }
        if (entry instanceof Acknowledged acknowledged) {
            require(of.message(acknowledged.sequence()).last instanceof Delivered, entry);
        } else if (entry instanceof Dropped dropped) {
            of.onDropped(dropped, now);
        } else if (entry instanceof RetryScheduled retry) {
            of.onRetryScheduled(retry, nanos(retry.dueAtMillis()), now);
        } else if (entry instanceof Redriving redriving) {
            of.onRedriving(redriving, nanos(redriving.dueAtMillis()), nanos(redriving.beganAtMillis()), now);
        } else if (entry instanceof SettledBelow below) {
            of.onSettledBelow(below.sequence());
        } else if (entry instanceof Ended) {
            require(of.hasLeft, entry);
        } else if (entry instanceof Reached reached) {
            require(reached.endSeq() <= topic(reached.topicNo()).nextSeq(), entry);
        } else if (entry instanceof TimeSkipped skipped) {
            require(skipped.afterMillis() == time.now().toEpochMilli(), entry);
        } else if (entry instanceof BreakerOpen open) {
            boolean isNext = of.breaker.take(open, nanos(open.probeAtMillis()), now);
            require(isNext || isBlind, entry);
        } else {
            require(entry instanceof BreakerClosed && !of.breaker.isOpen(), entry);
        }
    }

    void onSettled(DeliverySettled settled) {
        TopicLedger topic = topic(settled.topicNo());
        topic.heldBytes -= settled.releasedBytes();
        if (topic.heldBytes < 0 || settled.releasedBytes() < 0 || topic.isGone) {
            violated("released too much: " + settled);
        }
        if (settled.lowSeq() < topic.trimmedSeq || settled.lowSeq() > topic.nextSeq()) {
            violated("low mark out of order: " + settled);
        }
        topic.trimmedSeq = Math.max(topic.trimmedSeq, settled.lowSeq());
    }

    /**
     * No broker ran for a while.
     *
     * @param endedNanos since its end
     * @param atLeastNanos since it wrote something, which is all that the next one can know
     */
    void onStopped(long endedNanos, long atLeastNanos) {
        topics.values().forEach(topic -> topic.onStopped(endedNanos, atLeastNanos, time.nanoTime()));
        subscriptions.values().forEach(each -> each.onStopped(endedNanos));
    }

    void onSetBack() {
        topics.values().forEach(TopicLedger::onSetBack);
    }

    /**
     * A start.
     *
     * @param aheadMillis by how much the wall clock is ahead of the monotonic one
     * @param lastRunMillis wall time at which the last run wrote something
     * @param wasBlind the log did not say everything before
     */
    record RestartedAt(long nanos, long aheadMillis, long lastRunMillis, boolean wasBlind) {
        /** The monotonic time of a logged wall time; not further ahead than it was for the last run, nor than so long. */
        long nanos(long wallMillis, long longestMillis) {
            long logged = TimeUnit.MILLISECONDS.toNanos(wallMillis - aheadMillis);
            long wait = TimeUnit.MILLISECONDS.toNanos(Math.min(longestMillis, wallMillis - lastRunMillis));
            return Math.min(logged, nanos + wait);
        }
    }

    /** A new start read what is durable; what it found is compared with a recount. */
    void onRestart(List<StateEntry> durable, long lastRunMillis, List<TopicRecovered> recovered) {
        long now = time.nanoTime();
        boolean wasBlind = isBlind;
        isBlind = false;
        replays.onRestart(durable);
        Map<Long, LoggedState> logged = LoggedState.of(durable);
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.hasLeft) {
                each.isGone = true;
            } else {
                each.onRestart(
                        logged.getOrDefault(each.no, new LoggedState()),
                        new RestartedAt(now, aheadMillis(), lastRunMillis, wasBlind));
            }
        }
        topics.values().forEach(topic -> topic.announcedSeq = topic.nextSeq());
        for (TopicRecovered found : recovered) {
            TopicLedger topic = topic(found.topicNo());
            topic.heldBytes = found.outstandingBytes();
            // What is archived is there still for a subscription that nobody had seen before.
            topic.trimmedSeq = Math.min(topic.trimmedSeq, found.lowSeq());
            if (found.outstandingBytes() != outstandingBytes(topic)) {
                violated("recovered " + found + ", but " + outstandingBytes(topic) + " wait");
            }
        }
    }

    /** What some subscription still waits for. */
    long outstandingBytes(TopicLedger topic) {
        long sum = 0;
        for (long sequence = 0; sequence < topic.nextSeq(); sequence++) {
            sum += isAwaited(topic, sequence) ? topic.bytes.get((int) sequence) : 0;
        }
        return sum;
    }

    TopicLedger topic(long topicNo) {
        return topics.computeIfAbsent(topicNo, TopicLedger::new);
    }

    private boolean isAwaited(TopicLedger topic, long sequence) {
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.topic == topic && each.waitsFor(sequence)) {
                return true;
            }
        }
        return false;
    }

    private long nanos(long wallMillis) {
        return TimeUnit.MILLISECONDS.toNanos(wallMillis - aheadMillis());
    }

    /** By how much the wall clock is ahead of the monotonic one. */
    private long aheadMillis() {
        return time.now().toEpochMilli() - TimeUnit.NANOSECONDS.toMillis(time.nanoTime());
    }

    private void require(boolean isSo, StateEntry entry) {
        if (!isSo) {
            violated("a false entry: " + entry);
        }
    }
}
