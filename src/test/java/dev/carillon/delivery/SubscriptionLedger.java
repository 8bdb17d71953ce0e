package dev.carillon.delivery;

import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.model.Protocol;
import dev.carillon.push.AttemptOutcome;
import dev.carillon.push.AttemptOutcome.Delivered;
import dev.carillon.push.AttemptOutcome.Permanent;
import dev.carillon.push.AttemptOutcome.Retryable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a test knows of one subscription, and what may happen to its messages. */
final class SubscriptionLedger {
    private static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

    /** However the clock was set, no restart makes a message wait for longer than twice its policy's longest pause. */
    private static final long LONGEST_LOGGED_MILLIS = 2 * ContractedPauses.LONGEST_MILLIS;

    final long no;
    final TopicLedger topic;
    final Protocol protocol;

    /** Whether what its endpoint does not take goes to a dead-letter queue, by what the shard has seen. */
    boolean hasQueue;

    /** The same in the catalogue. */
    boolean isGivenQueue;

    /** How many a second its endpoint gets at most; 0 for as many as come. */
    final int mostPerSecond;

    final FilterLedger filter;

    /** What is below may not be sent: it was published before the subscription's start. */
    final long maySeq;

    /** What is not below must be sent: the subscription could be seen when it was published. */
    final long mustSeq;

    final TreeMap<Long, MessageLedger> messages = new TreeMap<>();
    /** When the last were sent, within a second. */
    private final Deque<Long> sentNanos = new ArrayDeque<>();

    private final ContractedPauses pauses;
    private final Duration functionWindow;
    private final Consumer<String> violation;

    /** What the shard has settled below, by what it says. */
    long lowSeq;

    /** The log does not say everything at present. */
    boolean isBlind;

    boolean isSeen;
    boolean hasLeft;
    boolean isGone;
    int underWay;
    int lettersUnderWay;
    BreakerLedger breaker = new BreakerLedger();

    SubscriptionLedger(
            long no,
            TopicLedger topic,
            Protocol protocol,
            Asked asked,
            long maySeq,
            Duration functionWindow,
            Consumer<String> violation) {
        this.no = no;
        this.topic = topic;
        this.protocol = protocol;
        this.hasQueue = asked.hasQueue;
        this.isGivenQueue = asked.hasQueue;
        this.mostPerSecond = asked.mostPerSecond;
        this.filter = new FilterLedger(asked.kind);
        this.maySeq = maySeq;
        this.mustSeq = topic.nextSeq();
        this.lowSeq = maySeq;
        this.functionWindow = functionWindow;
        this.pauses = ContractedPauses.of(protocol);
        this.violation = problem -> violation.accept("subscription " + no + ": " + problem);
    }

    /**
     * What was asked for when it was made.
     *
     * @param mostPerSecond 0 for as many as come
     * @param kind of message that it gets
     */
    record Asked(boolean hasQueue, int mostPerSecond, int kind) {}

    /** The shard has looked at the catalogue. */
    void onSeen() {
        isSeen |= !hasLeft;
        isGone |= hasLeft;
        hasQueue = isGivenQueue;
        filter.onSeen();
    }

    MessageLedger message(long sequence) {
        return messages.computeIfAbsent(sequence, seq -> new MessageLedger());
    }

    /** Whether the shard still has to do with it. */
    boolean waitsFor(long sequence) {
        return mayWaitFor(sequence) && filter.mustLetThrough(sequence);
    }

    /** The same, or it may have. */
    boolean mayWaitFor(long sequence) {
        return isSeen
                && !isGone
                && sequence >= lowSeq
                && !message(sequence).isSettled
                && filter.mayLetThrough(sequence);
    }

    /** Whether it is owed to the subscription. */
    boolean mustGet(long sequence) {
        return sequence >= mustSeq && filter.mustLetThrough(sequence);
    }

    boolean isOverdue(long sequence, long now) {
        long age = now - topic.publishedNanos.get((int) sequence);
        return age + SLACK_NANOS >= TimeUnit.MILLISECONDS.toNanos(pauses.spanMillis(functionWindow));
    }

    /** The same, whatever the shard knows of the time when it was published. */
    boolean isSurelyOverdue(long sequence, long now) {
        long age = now - topic.publishedAtLatestNanos.get((int) sequence);
        return age >= TimeUnit.MILLISECONDS.toNanos(pauses.spanMillis(functionWindow));
    }

    void onStopped(long nanos) {
        messages.values().forEach(message -> message.letterBeganNanos += message.letterBeganNanos == 0 ? 0 : nanos);
    }

    void onPost(long sequence, long now) {
        MessageLedger message = message(sequence);
        require(!isGone, sequence, "was sent to a subscription that is gone");
        require(isSeen && !topic.isUnknown, sequence, "was sent before the subscription was seen");
        require(sequence >= lowSeq, sequence, "is from before its start");
        require(filter.mayLetThrough(sequence) || message.last != null, sequence, "was sent though it is filtered");
        onSent(now);
        require(!message.isSettled, sequence, "was sent after it was settled");
        require(!message.isUnderWay, sequence, "is under way twice");
        require(!message.isRedriving, sequence, "was sent after its attempts were over");
        require(now + SLACK_NANOS >= message.dueNanos, sequence, "was sent before it was due");
        require(!overtakes(sequence), sequence, "overtakes one of its group");
        if (message.attempts == 0 && breaker.isOpen() && !isOverdue(sequence, now)) {
            require(underWay == 0, sequence, "is not the only probe");
            require(breaker.isProbeDue(now + SLACK_NANOS), sequence, "is a probe that comes too early");
            breaker.probed(now);
        }
        message.isUnderWay = true;
        underWay++;
    }

    /** Something was sent, of a replay perhaps. Who comes late by a timer may make up for it. */
    void onSent(long now) {
        if (mostPerSecond > 0) {
            sentNanos.addLast(now);
            while (now - sentNanos.getFirst() >= TimeUnit.SECONDS.toNanos(1)) {
                sentNanos.removeFirst();
            }
            if (sentNanos.size() > mostPerSecond + 1) {
                violation.accept("got " + sentNanos.size() + " within a second");
            }
        }
    }

    /** Whether one before it, of the same group of a FIFO topic, is not settled. */
    boolean isBehindOne(long sequence) {
        for (long before = lowSeq; before < sequence; before++) {
            boolean mayWait = filter.mayLetThrough(before) && !message(before).isSettled;
            if (mayWait && topic.areOfOneGroup(before, sequence)) {
                return true;
            }
        }
        return false;
    }

    /** As that, of those only that must be sent or were; what a log that fails would have said of some is not known. */
    private boolean overtakes(long sequence) {
        for (long before = lowSeq; before < sequence; before++) {
            MessageLedger message = message(before);
            boolean counts = mustGet(before) || message.last != null || message.isUnderWay;
            boolean mayBeOver = isBlind && !message.isUnderWay && message.last != null;
            if (counts && !mayBeOver && topic.areOfOneGroup(before, sequence) && !message.isSettled) {
                return true;
            }
        }
        return false;
    }

    void onDelivered(long sequence, Delivered outcome) {
        ended(sequence).last = outcome;
        message(sequence).wasAccepted = true;
        message(sequence).isSettled = true;
        breaker.closed();
    }

    void onPermanent(long sequence, Permanent outcome, long now) {
        MessageLedger message = ended(sequence);
        message.last = outcome;
        message.isRedriving = hasQueue;
        message.letterBeganNanos = now;
        message.letterDueNanos = now;
        message.wasDropped = !hasQueue;
        message.isSettled = !hasQueue;
    }

    void onRedriving(Redriving entry, long dueNanos, long beganNanos, long now) {
        MessageLedger message = message(entry.sequence());
        mayRedrive(message, entry.sequence(), now);
        boolean isRefused = message.last instanceof Permanent;
        require(isRefused == (entry.reason() == DropReason.PERMANENT), entry.sequence(), "another reason: " + entry);
        require(entry.attempts() == message.letterAttempts, entry.sequence(), "another number of attempts: " + entry);
        message.letterDueNanos = dueNanos;
        if (message.letterBeganNanos == 0) {
            // By a clock that was set back meanwhile it began later than now.
            message.letterBeganNanos = Math.min(beganNanos, now);
        }
    }

    void onLetterPost(long sequence, long now) {
        MessageLedger message = message(sequence);
        require(isSeen && !isGone, sequence, "went to the queue of a subscription that is gone");
        require(hasQueue, sequence, "went to a queue that is named no longer");
        mayRedrive(message, sequence, now);
        require(!message.isLetterUnderWay, sequence, "is under way to the queue twice");
        require(!overtakes(sequence), sequence, "overtakes one of its group on the way to the queue");
        require(now + SLACK_NANOS >= message.letterDueNanos, sequence, "went to the queue before it was due");
        message.isLetterUnderWay = true;
        lettersUnderWay++;
    }

    void onLetterOutcome(long sequence, AttemptOutcome outcome) {
        MessageLedger message = message(sequence);
        message.isLetterUnderWay = false;
        lettersUnderWay--;
        boolean isThere = outcome instanceof Delivered;
        message.letterAttempts += isThere ? 0 : 1;
        message.wasRedriven |= isThere;
        message.wasDropped |= isThere;
        message.isSettled |= isThere;
    }

    private void mayRedrive(MessageLedger message, long sequence, long now) {
        require(hasQueue || message.isRedriving, sequence, "has no queue to go to");
        require(!message.isSettled && !message.isUnderWay, sequence, "goes to the queue without a reason");
        if (!message.isRedriving) {
            require(message.last instanceof Retryable, sequence, "goes to the queue though it did not fail");
            require(mayEnd(message, sequence, now), sequence, "goes to the queue too early");
            message.isRedriving = true;
        }
    }

    void onRetryable(long sequence, Retryable outcome, long now) {
        MessageLedger message = ended(sequence);
        message.last = outcome;
        message.attempts++;
        breaker.failed(now);
    }

    void onRetryScheduled(RetryScheduled retry, long dueNanos, long now) {
        MessageLedger message = message(retry.sequence());
        require(retry.attempts() == message.attempts, retry.sequence(), "has another number of attempts: " + retry);
        require(!message.isSettled && !pauses.isOver(message.attempts), retry.sequence(), "is over");
        long pause = TimeUnit.NANOSECONDS.toMillis(dueNanos - now + SLACK_NANOS);
        long most = Math.max(1 + pauses.millis(message.attempts) * 11 / 10, asked(message));
        require(pause >= Math.max(pauses.millis(message.attempts) * 9 / 10, asked(message)), retry.sequence(), "early");
        require(pause <= most + 6, retry.sequence(), "late by " + (pause - most));
        message.dueNanos = dueNanos;
        message.dueAtLatestNanos = dueNanos;
    }

    void onDropped(Dropped dropped, long now) {
        MessageLedger message = message(dropped.sequence());
        if (dropped.reason() == DropReason.REDRIVEN) {
            require(message.wasRedriven, dropped.sequence(), "is not in the queue");
        } else if (dropped.reason() == DropReason.FILTERED) {
            boolean isFiltered = !filter.mustLetThrough(dropped.sequence());
            require(isFiltered && message.last == null, dropped.sequence(), "was filtered");
        } else if (hasQueue) {
            require(isLetterOver(message, now), dropped.sequence(), "was given up before its queue: " + dropped);
        } else if (message.isRedriving) {
            require(message.last != null, dropped.sequence(), "was on its way to a queue out of nothing");
        } else if (dropped.reason() == DropReason.PERMANENT) {
            require(message.last instanceof Permanent, dropped.sequence(), "was not refused for good");
        } else {
            require(dropped.reason() == DropReason.EXHAUSTED, dropped.sequence(), "was dropped: " + dropped);
            require(message.last instanceof Retryable, dropped.sequence(), "did not fail");
            require(mayEnd(message, dropped.sequence(), now), dropped.sequence(), "was given up early");
        }
        message.wasDropped = true;
        message.isSettled = true;
    }

    void onSettledBelow(long sequence) {
        for (long seq = mustSeq; seq < sequence; seq++) {
            boolean mayBeOver = isBlind && message(seq).last != null;
            require(message(seq).isSettled || mayBeOver || !filter.mustLetThrough(seq), seq, "was passed over");
        }
        lowSeq = Math.max(lowSeq, sequence);
    }

    /** A kill: only what was logged counts. */
    void onRestart(LoggedState logged, ShardLedger.RestartedAt restarted) {
        isSeen = true;
        hasQueue = isGivenQueue;
        sentNanos.clear();
        underWay = 0;
        lettersUnderWay = 0;
        lowSeq = Math.max(Math.max(maySeq, logged.below()), topic.freedSeq);
        breaker = BreakerLedger.restored(logged.breaker(), restarted);
        for (long sequence = maySeq; sequence < topic.nextSeq(); sequence++) {
            restore(sequence, logged, restarted);
        }
        filter.onRestart();
    }

    private void restore(long sequence, LoggedState logged, ShardLedger.RestartedAt restarted) {
        MessageLedger message = message(sequence);
        boolean isLogged = logged.isSettled(sequence);
        boolean maySettle = message.isSettled
                || !mustGet(sequence)
                || (restarted.wasBlind() && (message.last instanceof Retryable || message.isRedriving));
        require(!isLogged || maySettle, sequence, "is settled out of nothing");
        require(isLogged || sequence >= topic.trimmedSeq || sequence < mustSeq, sequence, "was freed too early");
        message.isSettled = isLogged;
        message.attempts = logged.retry(sequence).map(RetryScheduled::attempts).orElse(0);
        message.dueAtLatestNanos = logged.retry(sequence)
                .map(retry -> restarted.nanos(retry.dueAtMillis(), LONGEST_LOGGED_MILLIS))
                .orElse(0L);
        message.dueNanos = message.isUnderWay ? 0 : message.dueAtLatestNanos;
        message.isUnderWay = false;
        message.isLetterUnderWay = false;
        Optional<Redriving> redriving = logged.redriving(sequence);
        message.isRedriving = redriving.isPresent();
        message.letterBeganNanos = message.isRedriving ? message.letterBeganNanos : 0;
        message.letterAttempts = redriving.map(Redriving::attempts).orElse(0);
        message.letterDueNanos = redriving
                .map(entry -> restarted.nanos(entry.dueAtMillis(), LONGEST_LOGGED_MILLIS))
                .orElse(0L);
    }

    private boolean isLetterOver(MessageLedger message, long now) {
        ContractedPauses ofQueue = ContractedPauses.of(Protocol.SQS);
        long age = TimeUnit.NANOSECONDS.toMillis(now - message.letterBeganNanos);
        long pause = Math.max(ofQueue.millis(message.letterAttempts) * 11 / 10, ContractedPauses.LONGEST_MILLIS);
        return message.isRedriving && age + pause + 3 >= ofQueue.windowMillis(functionWindow);
    }

    private boolean mayEnd(MessageLedger message, long sequence, long now) {
        if (pauses.isOver(message.attempts) || isOverdue(sequence, now)) {
            return true;
        }
        long age = TimeUnit.NANOSECONDS.toMillis(now - topic.publishedNanos.get((int) sequence));
        long pause = Math.max(pauses.millis(message.attempts) * 11 / 10, asked(message));
        return age + pause + 3 >= pauses.windowMillis(functionWindow);
    }

    private static long asked(MessageLedger message) {
        return message.last instanceof Retryable retryable
                ? Math.min(
                        ContractedPauses.LONGEST_MILLIS, retryable.retryAfter().toMillis())
                : 0;
    }

    private MessageLedger ended(long sequence) {
        MessageLedger message = message(sequence);
        message.isUnderWay = false;
        underWay--;
        return message;
    }

    private void require(boolean isSo, long sequence, String otherwise) {
        if (!isSo) {
            violation.accept("message " + sequence + " " + otherwise);
        }
    }
}
