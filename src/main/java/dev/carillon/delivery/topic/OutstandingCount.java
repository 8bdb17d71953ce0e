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
import java.util.List;

/**
 * Matches each of a topic's records against the filters, once, and counts it with those who wait for it. Knows from then on
 * who still does:
 *
 * <pre>
 *   settled by all | counted: somebody waits | committed, not counted yet |
 *                 low                       end                  the front's nextSeq
 * </pre>
 *
 * What nobody waits for any more is released. Belongs to the shard's thread.
 */
final class OutstandingCount {
    private final ShardCore core;
    private final long topicNo;
    private final LaneSet lanes;
    private final TopicFilter filter;
    private OutstandingRing ring = new OutstandingRing(0);

    /** Has counted nothing yet. */
    OutstandingCount(ShardCore core, long topicNo, LaneSet lanes, TopicFilter filter) {
        this.core = core;
        this.topicNo = topicNo;
        this.lanes = lanes;
        this.filter = filter;
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

    /** Counts all that a journal holds for the lanes below a sequence. */
    void restore(JournalReader reader, long end) {
        ring = new OutstandingRing(lanes.lowSeq(end));
        while (ring.endSeq() < end) {
            addStored(reader, ring.endSeq());
        }
    }

    /** Counts the record at the end. */
    void add(LoadedRecord loaded) {
        if (!loaded.isDamaged()) {
            filterOut(loaded.record());
        }
        int waiters = lanes.waiters(ring.endSeq());
        ring.add(loaded.bytes(), waiters);
        if (waiters == 0) {
            core.settlement().release(topicNo, loaded.bytes(), ring.lowSeq());
        }
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

    private void addStored(JournalReader reader, long sequence) {
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

    /** The record at the end is settled for all whose filter it does not match. */
    private void filterOut(JournalRecord record) {
        if (!record.publication().hasContent()) {
            lanes.forEach(lane -> lane.filterOut(ring.endSeq()));
            return;
        }
        if (!filter.isNeeded()) {
            return;
        }
        Audience audience = filter.audience(ring.endSeq(), record.publication());
        if (audience.isCut()) {
            core.metrics().delivery().matchCut();
        }
        lanes.forEach(lane -> {
            if (!audience.includes(lane.subscriptionNo())) {
                lane.filterOut(ring.endSeq());
            }
        });
    }
}
