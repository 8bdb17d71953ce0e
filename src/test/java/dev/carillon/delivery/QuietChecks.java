package dev.carillon.delivery;

import dev.carillon.model.LiveSpan;
import java.util.HashMap;
import java.util.List;
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
            if (isTold && isQuiet(topic)) {
                holdsWhatWaits(topic);
            }
        }
        for (SubscriptionLedger each : ledger.subscriptions()) {
            if (isPunctual && each.mostPerSecond == 0 && each.isSeen && !each.isGone && isQuiet(each.topic)) {
                goesOn(each);
            }
        }
    }

    private void holdsWhatWaits(TopicLedger topic) {
        long least = ledger.leastOutstandingBytes(topic);
        long most = ledger.mostOutstandingBytes(topic);
        if (topic.heldBytes < least || topic.heldBytes > most) {
            ledger.violated("the quota holds " + topic.heldBytes + " for topic " + topic.topicNo + ", but "
                    + (least == most ? least : least + " to " + most) + " wait");
        }
    }

    /** What is not waited for may go from the disk. */
    void outstanding(long topicNo) {
        TopicLedger topic = ledger.topic(topicNo);
        if (shard.log.isFailing() || ledger.isBlind() || topic.nextSeq() == 0) {
            return;
        }
        for (LiveSpan span : shard.outstanding(topicNo)) {
            List<Long> live = span.sequences();
            if (!live.containsAll(ledger.outstanding(topic))) {
                ledger.violated("of topic " + topicNo + " only " + live + " are said to be waited for");
            }
            if (isQuiet(topic) && !ledger.mayBeOutstanding(topic).containsAll(live)) {
                ledger.violated("of topic " + topicNo + " nobody waits for all of " + live);
            }
        }
    }

    void everythingArrived() {
        for (SubscriptionLedger each : ledger.subscriptions()) {
            for (long sequence = each.mustSeq; !each.hasLeft && sequence < each.topic.nextSeq(); sequence++) {
                MessageLedger message = each.message(sequence);
                boolean isOwed = each.mustGet(sequence);
                if (isOwed
                        && (!message.isSettled
                                || !(message.wasAccepted || message.wasDropped || message.last != null))) {
                    ledger.violated("message " + sequence + " did not reach subscription " + each.no);
                }
            }
        }
        nothingWaits();
        Map<Long, Long> keptSeq = new HashMap<>();
        ledger.subscriptions().forEach(each -> keptSeq.put(each.no, shard.journals.firstSeq(each.topic.topicNo)));
        ledger.replays()
                .everythingWasReplayed(
                        keptSeq,
                        (no, sequence) -> ledger.subscription(no).filter.hasAlwaysLetThrough(sequence));
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
                && !topic.isUnknown
                && !shard.aside().isHolding()
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
            if (message.attempts == 0 && !message.isRedriving && !of.filter.mustLetThrough(sequence)) {
                areOverdue &= !of.filter.mayLetThrough(sequence);
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
