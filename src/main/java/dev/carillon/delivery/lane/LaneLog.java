package dev.carillon.delivery.lane;

import dev.carillon.delivery.retry.Redrive;
import dev.carillon.delivery.shard.Attempt;
import dev.carillon.delivery.state.Settlement;
import dev.carillon.journal.store.DropReason;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.Dropped;
import dev.carillon.journal.store.StateEntry.Redriving;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateEntry.SettledRun;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Keeps one subscription's cursor and the state log's account of it in step. Belongs to the shard's thread. */
final class LaneLog {
    private final long subscriptionNo;
    private final LaneCursor cursor;
    private final Settlement settlement;
    private final Untried untried;

    /** Attempts made of the messages that were tried before and are under way again. */
    private final Map<Long, Integer> triedAgain = new HashMap<>();

    LaneLog(long subscriptionNo, LaneCursor cursor, Settlement settlement, Untried untried) {
        this.subscriptionNo = subscriptionNo;
        this.cursor = cursor;
        this.settlement = settlement;
        this.untried = untried;
    }

    /** The first due retry is under way. */
    void retryBegins() {
        triedAgain.put(cursor.retries().firstSequence(), cursor.retries().firstAttempts());
        cursor.retries().removeFirst();
    }

    void delivered(long sequence) {
        triedAgain.remove(sequence);
        cursor.settled().add(sequence);
        settlement.add(new Delivered(subscriptionNo, sequence));
        untried.onSettled(sequence);
    }

    void dropped(long sequence, DropReason reason) {
        triedAgain.remove(sequence);
        cursor.settled().add(sequence);
        settlement.add(new Dropped(subscriptionNo, sequence, reason));
        untried.onSettled(sequence);
    }

    /**
     * As a drop. Where nothing before it waits, which is nearly always, one entry says it for all that are filtered until
     * the log is written.
     */
    void filtered(long sequence) {
        cursor.settled().add(sequence);
        long low = cursor.settled().lowSeq();
        if (low > sequence) {
            settlement.raise(new SettledBelow(subscriptionNo, low));
        } else {
            settlement.add(new Dropped(subscriptionNo, sequence, DropReason.FILTERED));
        }
        untried.onSettled(sequence);
    }

    void retryAt(Attempt failed, long dueNanos) {
        triedAgain.remove(failed.sequence());
        cursor.retries().add(failed.sequence(), failed.number(), dueNanos, failed.publishedNanos());
        settlement.add(
                new RetryScheduled(subscriptionNo, failed.sequence(), failed.number(), cursor.wallMillis(dueNanos)));
    }

    /** On its way to the dead-letter queue, where the next attempt is due at its time. */
    void redriving(Redrive redrive) {
        triedAgain.remove(redrive.sequence());
        settlement.add(entry(redrive));
    }

    /** Settles what lies below. */
    void begunAt(long sequence) {
        cursor.beginAt(sequence);
        untried.beginAt(sequence);
        settlement.add(new SettledBelow(subscriptionNo, sequence));
    }

    /** All that a rewritten log has to say. */
    void facts(Consumer<StateEntry> consumer) {
        consumer.accept(new SettledBelow(subscriptionNo, cursor.settled().lowSeq()));
        cursor.settled()
                .forEachRunAbove((first, count) -> consumer.accept(
                        count == 1
                                ? new Delivered(subscriptionNo, first)
                                : new SettledRun(subscriptionNo, first, count)));
        cursor.retries()
                .forEach((sequence, attempts, dueNanos) -> consumer.accept(
                        new RetryScheduled(subscriptionNo, sequence, attempts, cursor.wallMillis(dueNanos))));
        cursor.redrives().forEach(redrive -> consumer.accept(entry(redrive)));
        triedAgain.forEach((sequence, attempts) ->
                consumer.accept(new RetryScheduled(subscriptionNo, sequence, attempts, cursor.wallMillisNow())));
    }

    private Redriving entry(Redrive redrive) {
        return new Redriving(
                subscriptionNo,
                redrive.sequence(),
                redrive.reason(),
                redrive.attempts(),
                cursor.wallMillis(redrive.dueNanos()),
                cursor.pastWallMillis(redrive.beganNanos()),
                redrive.cause().statusCode(),
                redrive.cause().error(),
                redrive.cause().attempts());
    }
}
