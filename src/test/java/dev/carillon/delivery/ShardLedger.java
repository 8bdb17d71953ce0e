package dev.carillon.delivery;

import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.journal.store.StateEntry;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

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

    private RestartedAt restarted = new RestartedAt(0, 0, 0, false);

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

    void onSubscribed(long no, long topicNo, Protocol protocol, SubscriptionLedger.Asked asked, long maySeq) {
        subscriptions.put(
                no,
                new SubscriptionLedger(no, topic(topicNo), protocol, asked, maySeq, functionWindow, this::violated));
    }

    void onLeft(long no) {
        replays.onLeft(no);
        subscriptions.get(no).hasLeft = true;
    }

    /** The shard has looked at a topic's subscriptions, and all that was published. */
    void onSeen(long topicNo) {
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.topic.topicNo == topicNo) {
                each.onSeen();
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

    /** A message is replayed to a subscription's endpoint, or to its dead-letter queue. */
    void onReplayPost(long no, long sequence, boolean isLetter) {
        SubscriptionLedger to = subscriptions.get(no);
        replays.onPost(no, sequence);
        if (!isLetter) {
            to.onSent(time.nanoTime());
        }
        if (to.topic.isUnknown || to.filter.hasNeverLetThrough(sequence)) {
            violated("message " + sequence + " was replayed to subscription " + no + ", which it is not for");
        }
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
        if (entry instanceof StateEntry.Delivered delivered) {
            require(of.message(delivered.sequence()).last instanceof Delivered, entry);
        } else if (entry instanceof Dropped dropped) {
            of.onDropped(dropped, now);
        } else if (entry instanceof RetryScheduled retry) {
            of.onRetryScheduled(retry, nanos(retry.dueAtMillis()), now);
        } else if (entry instanceof Redriving redriving) {
            of.onRedriving(redriving, nanos(redriving.dueAtMillis()), nanos(redriving.beganAtMillis()), now);
        } else if (entry instanceof SettledBelow below) {
            of.isBlind = isBlind;
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
        /** For a topic of which the log may not say everything. */
        RestartedAt after(TopicLedger topic) {
            return new RestartedAt(nanos, aheadMillis, lastRunMillis, topic.wasBlind);
        }

        /** The monotonic time of a logged wall time; not further ahead than it was for the last run, nor than so long. */
        long nanos(long wallMillis, long longestMillis) {
            long logged = TimeUnit.MILLISECONDS.toNanos(wallMillis - aheadMillis);
            long wait = TimeUnit.MILLISECONDS.toNanos(Math.min(longestMillis, wallMillis - lastRunMillis));
            return Math.min(logged, nanos + wait);
        }
    }

    /** A new start read what is durable; what it found is compared with a recount. */
    void onRestart(List<StateEntry> durable, long lastRunMillis, List<TopicRecovered> recovered, Set<Long> unknown) {
        restarted = new RestartedAt(time.nanoTime(), aheadMillis(), lastRunMillis, false);
        replays.onRestart(durable);
        for (TopicLedger topic : topics.values()) {
            topic.isUnknown = unknown.contains(topic.topicNo);
            topic.wasBlind |= isBlind;
        }
        isBlind = false;
        Map<Long, LoggedState> logged = LoggedState.of(durable);
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.hasLeft) {
                each.isGone = true;
            } else if (!each.topic.isUnknown) {
                each.onRestart(logged.getOrDefault(each.no, new LoggedState()), restarted.after(each.topic));
            }
        }
        for (TopicLedger topic : topics.values()) {
            topic.announcedSeq = topic.nextSeq();
            topic.wasBlind &= topic.isUnknown;
        }
        for (TopicRecovered found : recovered) {
            TopicLedger topic = topic(found.topicNo());
            topic.heldBytes = found.outstandingBytes();
            // What is archived is there still for a subscription that nobody had seen before.
            topic.trimmedSeq = Math.min(topic.trimmedSeq, found.lowSeq());
            // What policies of before would have said of it nobody knows: it waits.
            long waiting = mostOutstandingBytes(topic);
            if (found.outstandingBytes() != waiting) {
                violated("recovered " + found + ", but " + waiting + " wait");
            }
        }
    }

    /** The topics that a copy of the catalogue did not know are taken up, as a start would have done. */
    void onLoaded(List<StateEntry> durable) {
        Map<Long, LoggedState> logged = LoggedState.of(durable);
        RestartedAt now = new RestartedAt(time.nanoTime(), aheadMillis(), restarted.lastRunMillis(), false);
        for (SubscriptionLedger each : subscriptions.values()) {
            if (each.topic.isUnknown && !each.hasLeft) {
                each.onRestart(logged.getOrDefault(each.no, new LoggedState()), now.after(each.topic));
            }
        }
        for (TopicLedger topic : topics.values()) {
            if (topic.isUnknown) {
                topic.isUnknown = false;
                topic.wasBlind = false;
                topic.heldBytes = mostOutstandingBytes(topic);
                topic.trimmedSeq = 0;
            }
        }
    }

    /** What some subscription still waits for, at the least. */
    long leastOutstandingBytes(TopicLedger topic) {
        return bytes(topic, outstanding(topic));
    }

    /** The same at the most: where nobody may know any more what a filter policy of before said. */
    long mostOutstandingBytes(TopicLedger topic) {
        return bytes(topic, mayBeOutstanding(topic));
    }

    /** The sequences that some subscription waits for. */
    Set<Long> outstanding(TopicLedger topic) {
        return awaited(topic, SubscriptionLedger::waitsFor);
    }

    /** Those that one may wait for. */
    Set<Long> mayBeOutstanding(TopicLedger topic) {
        return awaited(topic, SubscriptionLedger::mayWaitFor);
    }

    SubscriptionLedger subscription(long no) {
        return subscriptions.get(no);
    }

    private static long bytes(TopicLedger topic, Set<Long> sequences) {
        return sequences.stream()
                .mapToLong(each -> topic.bytes.get(each.intValue()))
                .sum();
    }

    TopicLedger topic(long topicNo) {
        return topics.computeIfAbsent(topicNo, TopicLedger::new);
    }

    private Set<Long> awaited(TopicLedger topic, BiPredicate<SubscriptionLedger, Long> waiting) {
        Set<Long> awaited = new TreeSet<>();
        for (SubscriptionLedger each : subscriptions.values()) {
            for (long sequence = 0; each.topic == topic && sequence < topic.nextSeq(); sequence++) {
                if (waiting.test(each, sequence)) {
                    awaited.add(sequence);
                }
            }
        }
        return awaited;
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
