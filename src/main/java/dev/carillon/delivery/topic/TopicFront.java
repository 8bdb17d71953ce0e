package dev.carillon.delivery.topic;

import dev.carillon.delivery.lane.SubscriptionLane;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.filter.Audience;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Topic;
import java.util.List;
import java.util.Optional;

/**
 * Where a topic's records are met for the first time: each is matched against the filters, and counted with those who wait
 * for it. Knows from then on who still does:
 *
 * <pre>
 *   settled by all | counted: somebody waits | committed, not counted yet |
 *                 low                      front                       nextSeq
 * </pre>
 *
 * The lane that is furthest pulls the front; what none pulls is counted a slice at a time. Belongs to the shard's thread.
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
    private OutstandingRing ring = new OutstandingRing(0);
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
        secondLook = new SecondLook(core, topicNo, this::wakeAll);
        filter = new TopicFilter(core.aside(), this::onFilterReady);
    }

    /** One past the last committed record. */
    long nextSeq() {
        return nextSeq;
    }

    /** Every record below it is settled by everybody. */
    long lowSeq() {
        return ring.lowSeq();
    }

    /** The first record that was not counted yet. */
    long endSeq() {
        return ring.endSeq();
    }

    /** Encoded bytes of the counted records that somebody waits for. */
    long outstandingBytes() {
        return ring.outstandingBytes();
    }

    /** How much is still waited for of those files that were counted to their end. */
    List<LiveSpan> live(List<JournalSpan> files) {
        return files.stream().flatMap(file -> ring.live(file).stream()).toList();
    }

    SecondLook secondLook() {
        return secondLook;
    }

    /**
     * Counts, at the start of the shard, all that its journal holds for the lanes. What was not matched against filters
     * before, or was but waits for its first attempt, is matched against those of now.
     *
     * @param end one past the last record, even if that is lost
     */
    void restore(Topic topic, JournalReader reader, long end) {
        filter.open(topic);
        nextSeq = end;
        ring = new OutstandingRing(lanes.lowSeq(nextSeq));
        while (ring.endSeq() < nextSeq) {
            restore(reader, ring.endSeq());
        }
    }

    void onAdvanced(long next) {
        nextSeq = Math.max(nextSeq, next);
    }

    /** Takes over filters that changed in the catalogue. */
    void reconcile(Topic topic) {
        filter.reconcile(topic);
    }

    /** Whether {@link #matches} may be asked. */
    boolean isFilterReady() {
        return filter.isReady();
    }

    /** Whether a subscription's filter lets a message through. */
    boolean matches(long subscriptionNo, JournalRecord record) {
        return !filter.isNeeded() || filter.audience(record.publication()).includes(subscriptionNo);
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
        if (sequence > ring.endSeq() || (sequence == ring.endSeq() && filter.isNeeded())) {
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

    /** A lane has settled a record. */
    void onSettled(long sequence) {
        long low = ring.lowSeq();
        int freed = ring.settle(sequence);
        if (freed > 0 || ring.lowSeq() > low) {
            core.settlement().release(topicNo, freed, ring.lowSeq());
        }
    }

    /** A lane is gone: nothing waits for it any more. */
    void settleAll(SubscriptionLane lane) {
        long freed = 0;
        for (long sequence = Math.max(lane.lowSeq(), ring.lowSeq()); sequence < ring.endSeq(); sequence++) {
            if (!lane.isSettled(sequence)) {
                freed += ring.settle(sequence);
            }
        }
        core.settlement().release(topicNo, freed, ring.lowSeq());
    }

    private Optional<LoadedRecord> loadOrCount(long sequence) {
        Optional<LoadedRecord> loaded = core.records().load(topicNo, sequence);
        if (loaded.isEmpty()) {
            secondLook.soon();
        } else if (sequence == ring.endSeq()) {
            count(loaded.get());
        }
        return loaded;
    }

    private void restore(JournalReader reader, long sequence) {
        if (lanes.waiters(sequence) == 0) {
            ring.add(0, 0);
            return;
        }
        ReadOutcome outcome = reader.read(sequence);
        if (outcome instanceof ReadOutcome.Absent) {
            lanes.forEach(lane -> lane.leaveOut(sequence));
            ring.add(0, 0);
            return;
        }
        int bytes = 0;
        if (outcome instanceof ReadOutcome.Found found) {
            bytes = found.record().encodedBytes();
            filterOut(found.record());
        }
        ring.add(bytes, lanes.waiters(sequence));
    }

    private void count(LoadedRecord loaded) {
        if (!loaded.isDamaged()) {
            filterOut(loaded.record());
        }
        int waiters = lanes.waiters(ring.endSeq());
        ring.add(loaded.bytes(), waiters);
        if (waiters == 0) {
            core.settlement().release(topicNo, loaded.bytes(), ring.lowSeq());
        }
    }

    /** The record at the front is settled for all whose filter it does not match. */
    private void filterOut(JournalRecord record) {
        if (!record.publication().hasContent()) {
            lanes.forEach(lane -> lane.filterOut(ring.endSeq()));
            return;
        }
        if (!filter.isNeeded()) {
            return;
        }
        Audience audience = filter.audience(record.publication());
        if (audience.isCut()) {
            core.metrics().delivery().matchCut();
        }
        lanes.forEach(lane -> {
            if (!audience.includes(lane.subscriptionNo())) {
                lane.filterOut(ring.endSeq());
            }
        });
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
        if (isCounting || isEnded || !filter.isReady() || ring.endSeq() >= unpulledEnd()) {
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
        } catch (RuntimeException failure) {
            secondLook.afterFailure(failure);
        }
        core.turns().run();
    }

    private boolean isSliceCounted() {
        long end = Math.min(unpulledEnd(), ring.endSeq() + SLICE);
        boolean isVisible = true;
        while (isVisible && ring.endSeq() < end) {
            isVisible = loadOrCount(ring.endSeq()).isPresent();
        }
        return isVisible;
    }

    private long unpulledEnd() {
        return lanes.isEmpty() || filter.isNeeded()
                ? nextSeq
                : Math.min(nextSeq, lanes.furthestReadMark(ring.endSeq()));
    }
}
