package dev.carillon.delivery;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What must be so whenever a simulated shard had a moment to come to rest. */
final class QuietChecks {
    private static final int WINDOW = 32;
    private static final long TOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SimulatedShard shard;
    private final ShardLedger ledger;

    /** Where nobody waits for places at an origin, everything is in time. */
    private final boolean isPunctual;

    private final Map<Long, Long> journalChangedNanos = new HashMap<>();

    QuietChecks(SimulatedShard shard, boolean isPunctual) {
        this.shard = shard;
        this.ledger = shard.ledger;
        this.isPunctual = isPunctual;
    }

    void journalChanged(long topicNo) {
        journalChangedNanos.put(topicNo, shard.time.nanoTime());
    }

    void isClean(boolean isStopped) {
        if (!isStopped) {
            ledger.violated("a stop took longer than its grace");
        }
    }

    /** One for each lane, and the attempts' own. */
    void timersAreBounded() {
        int bound = 10;
        for (SubscriptionLedger each : ledger.subscriptions()) {
            // Of a replay there is another, whose attempts are not among the messages.
            bound += each.isGone ? ledger.replays().underWay(each.no) : 2 + 2 * WINDOW;
            bound += (int) each.messages.values().stream()
                    .filter(message -> message.isUnderWay || message.isLetterUnderWay)
                    .count();
        }
        if (shard.timers.size() > bound) {
            ledger.violated(shard.timers.size() + " timers");
        }
    }

    void quotaAndLiveness() {
        if (shard.log.isFailing() || ledger.isBlind()) {
            return;
        }
        for (TopicLedger topic : ledger.topics().values()) {
            boolean isTold = shard.time.nanoTime() - topic.entryNanos > TOLD_NANOS;
            if (isTold && isQuiet(topic) && topic.heldBytes != ledger.outstandingBytes(topic)) {
                ledger.violated("the quota holds " + topic.heldBytes + " for topic " + topic.topicNo + ", but "
                        + ledger.outstandingBytes(topic) + " wait");
            }
        }
        for (SubscriptionLedger each : ledger.subscriptions()) {
            if (isPunctual && each.isSeen && !each.isGone && isQuiet(each.topic)) {
                goesOn(each);
            }
        }
    }

    void everythingArrived() {
        for (SubscriptionLedger each : ledger.subscriptions()) {
            for (long sequence = each.mustSeq; !each.hasLeft && sequence < each.topic.nextSeq(); sequence++) {
                MessageLedger message = each.message(sequence);
                if (!message.isSettled || !(message.wasAccepted || message.wasDropped || message.last != null)) {
                    ledger.violated("message " + sequence + " did not reach subscription " + each.no);
                }
            }
        }
        nothingWaits();
        Map<Long, Long> keptSeq = new HashMap<>();
        ledger.subscriptions().forEach(each -> keptSeq.put(each.no, shard.journals.firstSeq(each.topic.topicNo)));
        ledger.replays().everythingWasReplayed(keptSeq);
    }

    void nothingWaits() {
        for (TopicLedger topic : ledger.topics().values()) {
            if (!topic.isGone && topic.heldBytes != 0) {
                ledger.violated("the quota still holds " + topic.heldBytes + " for topic " + topic.topicNo);
            }
        }
    }

    /** All of it was announced, and can be read since a while. */
    private boolean isQuiet(TopicLedger topic) {
        long changed = journalChangedNanos.getOrDefault(topic.topicNo, -5 * SECOND_NANOS);
        return !topic.isGone
                && topic.announcedSeq == topic.nextSeq()
                && !shard.journals.isUnreadable(topic.topicNo)
                && shard.time.nanoTime() - changed > 2 * SECOND_NANOS;
    }

    private void goesOn(SubscriptionLedger of) {
        long late = shard.time.nanoTime() - SECOND_NANOS;
        // Whoever is not read yet waits behind all before it.
        boolean areOverdue = true;
        for (long sequence = of.lowSeq; sequence < of.topic.nextSeq(); sequence++) {
            MessageLedger message = of.message(sequence);
            if (message.isSettled || message.isUnderWay || of.underWay >= WINDOW) {
                continue;
            }
            if (message.isRedriving) {
                if (of.lettersUnderWay == 0 && message.letterDueNanos < late) {
                    ledger.violated("the letter of " + sequence + " of subscription " + of.no + " is late");
                }
            } else if (message.attempts > 0 && message.dueAtLatestNanos < late) {
                ledger.violated("the retry of " + sequence + " to subscription " + of.no + " is late");
            } else if (message.attempts == 0 && !of.isBehindOne(sequence)) {
                areOverdue &= of.isSurelyOverdue(sequence, late);
                if (isHeldUp(of, areOverdue, late)) {
                    ledger.violated("message " + sequence + " to subscription " + of.no + " is held up");
                }
            }
        }
    }

    private static boolean isHeldUp(SubscriptionLedger of, boolean isOverdue, long late) {
        if (of.breaker.isOpen()) {
            return isOverdue || (of.underWay == 0 && of.breaker.isProbeDue(late));
        }
        return of.underWay == 0;
    }
}
