package dev.carillon.delivery.topic;

import dev.carillon.delivery.lane.SubscriptionLane;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.model.Topic;
import java.util.Optional;

/**
 * Where a topic's records are met for the first time: each goes into the {@link OutstandingCount}. The lane that is furthest
 * pulls the front; what none pulls is counted a slice at a time. Belongs to the shard's thread.
 */
final class TopicFront {
    /** Records counted in one go while nobody sends them, so that other topics get their turn. */
    private static final int SLICE = 256;

    private final ShardCore core;
    private final long topicNo;
    private final LaneSet lanes;
    private final Runnable wakeReplays;
    private final SecondLook secondLook;
    private final TopicFilter filter;
    private final OutstandingCount count;
    private long nextSeq;
    private boolean isCounting;
    private boolean isEnded;

    /**
     * Knows of nothing yet.
     *
     * @param lanes of the topic, which come and go without a word to the front
     * @param wakeReplays gives every replay a turn
     */
    TopicFront(ShardCore core, Topic topic, LaneSet lanes, Runnable wakeReplays) {
        this.core = core;
        this.topicNo = topic.topicNo();
        this.lanes = lanes;
        this.wakeReplays = wakeReplays;
        secondLook = new SecondLook(core, topicNo, this::onSecondLook);
        filter = new TopicFilter(core.aside(), this::onFilterReady, this::onFilterFailure);
        count = new OutstandingCount(core, topicNo, lanes, filter);
    }

    /** One past the last committed record. */
    long nextSeq() {
        return nextSeq;
    }

    /** What was counted, and who waits for it. */
    OutstandingCount count() {
        return count;
    }

    SecondLook secondLook() {
        return secondLook;
    }

    /**
     * Counts, at the start of the shard, all that its journal holds for the lanes. What was not matched against filters
     * before, or was but waits for its first attempt, is matched against those of now as far as they reach back.
     *
     * @param end one past the last record, even if that is lost
     */
    void restore(Topic topic, JournalReader reader, long end) {
        filter.open(topic);
        nextSeq = end;
        count.restore(reader, end);
    }

    void onAdvanced(long next) {
        nextSeq = Math.max(nextSeq, next);
    }

    /** The least sequence from which on all filters hold. */
    long filterStartSeq() {
        return filter.startSeq();
    }

    /** Takes over filters that changed in the catalogue. */
    void reconcile(Topic topic) {
        filter.reconcile(topic);
        filter.reach(count.endSeq());
    }

    /** Whether {@link #matches} may be asked. */
    boolean isFilterReady() {
        return filter.isReady();
    }

    /** Whether a subscription's filter of now lets a message through, whenever it was published. */
    boolean matches(long subscriptionNo, JournalRecord record) {
        return !filter.isNeeded() || filter.matchesNow(subscriptionNo, record.publication());
    }

    /** Nothing is counted any more. */
    void end() {
        isEnded = true;
        secondLook.end();
    }

    /** Gives every lane a turn. */
    void wakeAll() {
        lanes.forEach(SubscriptionLane::ready);
        wakeReplays.run();
        countUnpulled();
    }

    /** A committed record, for a lane; empty when it cannot be had yet, and then all lanes are woken once it can. */
    Optional<LoadedRecord> load(long sequence) {
        if (sequence > count.endSeq() || (sequence == count.endSeq() && filter.isNeeded())) {
            countUnpulled();
            return Optional.empty();
        }
        Optional<LoadedRecord> loaded = loadOrCount(sequence);
        if (loaded.isPresent() && loaded.get().isForNobody()) {
            lanes.forEach(SubscriptionLane::ready);
            return Optional.empty();
        }
        return loaded;
    }

    private Optional<LoadedRecord> loadOrCount(long sequence) {
        Optional<LoadedRecord> loaded = core.records().load(topicNo, sequence);
        if (loaded.isEmpty()) {
            secondLook.soon();
        } else if (sequence == count.endSeq()) {
            count.add(loaded.get());
            filter.reach(count.endSeq());
        }
        return loaded;
    }

    private void onSecondLook() {
        filter.compile();
        wakeAll();
    }

    private void onFilterFailure(Throwable failure) {
        secondLook.afterFailure(new IllegalStateException("filter policies cannot be compiled", failure));
    }

    private void onFilterReady() {
        if (!isEnded) {
            wakeAll();
            core.turns().run();
        }
    }

    /**
     * Counts, a slice at a time, what no lane will pull: what lies before a late one's start, all without lanes, and all
     * with filters, so that what nobody wants does not wait behind an endpoint that is down.
     */
    private void countUnpulled() {
        if (isCounting || isEnded || !filter.isReady() || count.endSeq() >= unpulledEnd()) {
            return;
        }
        isCounting = true;
        core.timers().soon(this::countSlice);
    }

    private void countSlice() {
        isCounting = false;
        if (isEnded || !filter.isReady()) {
            return;
        }
        try {
            if (isSliceCounted()) {
                wakeAll();
            }
        } catch (RuntimeException | Error failure) {
            secondLook.afterFailure(failure);
        }
        core.turns().run();
    }

    private boolean isSliceCounted() {
        long end = Math.min(unpulledEnd(), count.endSeq() + SLICE);
        boolean isVisible = true;
        while (isVisible && count.endSeq() < end) {
            isVisible = loadOrCount(count.endSeq()).isPresent();
        }
        return isVisible;
    }

    private long unpulledEnd() {
        return lanes.isEmpty() || filter.isNeeded()
                ? nextSeq
                : Math.min(nextSeq, lanes.furthestReadMark(count.endSeq()));
    }
}
