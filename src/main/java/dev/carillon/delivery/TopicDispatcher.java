package dev.carillon.delivery;

import dev.carillon.bus.TopicRecovered;
import dev.carillon.filter.Audience;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalRecord;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.push.SignedNotification;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands one topic's records to its subscriptions, and knows of each how many still wait for it:
 *
 * <pre>
 *   settled by all | counted: somebody waits | committed, not counted yet |
 *                 low                      front                       nextSeq
 * </pre>
 *
 * The lane that is furthest pulls the front; those behind it read the journal again by themselves, mostly from what
 * {@link Records} still holds. Belongs to the shard's thread.
 */
final class TopicDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(TopicDispatcher.class);

    /** Records counted in one go while nobody sends them, so that other topics get their turn. */
    private static final int SLICE = 256;

    /** When to look again for a record that was announced and cannot be seen. */
    private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** When to look again after the journal could not be read. */
    private static final long AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ShardCore core;
    private final LaneSet lanes = new LaneSet();
    private final TopicFilter filter;
    private final ReachNote reach;
    private Topic topic;
    private OutstandingRing ring = new OutstandingRing(0);
    private long nextSeq;
    private long floorSeq;
    private boolean isCounting;
    private boolean isLookingAgain;
    private boolean isGone;

    TopicDispatcher(ShardCore core, Topic topic, LongFunction<LaneState> states) {
        this.core = core;
        this.topic = topic;
        filter = new TopicFilter(core.aside(), this::onFilterReady);
        reach = new ReachNote(topic.topicNo(), () -> nextSeq, core.settlement());
        lanes.open(topic, states, this::lane);
    }

    Topic topic() {
        return topic;
    }

    /** One past the last committed record. */
    long nextSeq() {
        return nextSeq;
    }

    /** Every record below it is settled by everybody. */
    long lowSeq() {
        return ring.lowSeq();
    }

    /** What {@link #restore} has found. */
    TopicRecovered recovered() {
        return new TopicRecovered(topic.topicNo(), outstandingBytes(), lowSeq(), floorSeq);
    }

    /** Encoded bytes of the counted records that somebody waits for. */
    long outstandingBytes() {
        return ring.outstandingBytes();
    }

    /** Begins a topic that came while the shard runs. */
    void begin() {
        filter.reconcile(topic);
    }

    /** How much is still waited for of those files that were counted to their end. */
    List<LiveSpan> live(List<JournalSpan> files) {
        return files.stream().flatMap(file -> ring.live(file).stream()).toList();
    }

    /**
     * Counts, at the start of the shard, all that its journal holds for the lanes. What was freed was settled by all,
     * even where a power cut took the end of the state log, which said so. What was not matched against filters before, or
     * was but waits for its first attempt, is matched against those of now.
     *
     * @param reachedSeq how far the journal reached when that was last noted
     * @param isLogDamaged whether the log may have lost what was settled, so that it misses nothing at the front
     */
    void restore(JournalReader reader, long reachedSeq, boolean isLogDamaged) {
        filter.open(topic);
        MissingRecords missing = new MissingRecords(topic.topicNo());
        long firstOnDisk = reader.firstSeq();
        nextSeq = Math.max(reader.nextSeq(), reachedSeq);
        floorSeq = lanes.endSeq(nextSeq);
        for (long lost = lanes.lowSeq(firstOnDisk); lost < firstOnDisk && !isLogDamaged; lost++) {
            note(missing, lost);
        }
        lanes.forEach(lane -> {
            if (lane.lowSeq() < firstOnDisk) {
                lane.beginAt(firstOnDisk);
            }
            lane.endAt(nextSeq);
        });
        long low = lanes.lowSeq(nextSeq);
        for (long lost = Math.max(low, reader.nextSeq()); lost < nextSeq; lost++) {
            note(missing, lost);
        }
        ring = new OutstandingRing(low);
        while (ring.endSeq() < nextSeq) {
            restore(reader, ring.endSeq());
        }
        missing.report(core.metrics());
    }

    private void note(MissingRecords missing, long sequence) {
        if (lanes.waiters(sequence) > 0) {
            missing.add(sequence);
        }
    }

    /** Lets the next start know how far the journal reaches. */
    void noteReach() {
        reach.note();
    }

    void onAdvanced(long next) {
        nextSeq = Math.max(nextSeq, next);
        wakeAll();
    }

    /** Takes over what changed in the catalogue. */
    @SuppressWarnings("ReferenceEquality") // an unchanged topic is the same object, and comparing deeply is dear
    void reconcile(Topic now) {
        if (now == topic) {
            return;
        }
        topic = now;
        lanes.reconcile(now, this::lane, ring.endSeq()).forEach(this::end);
        filter.reconcile(now);
        wakeAll();
    }

    /** The topic was deleted: nothing more is sent or settled. Its journal's shard frees its bytes by itself. */
    void vanish() {
        isGone = true;
        lanes.clear().forEach(lane -> {
            lane.end();
            core.settlement().add(new StateEntry.Ended(lane.subscriptionNo()));
        });
    }

    /** The shard stops: what ends from now on is not written down. */
    void close() {
        isGone = true;
        lanes.forEach(SubscriptionLane::end);
    }

    /** Gives every lane a turn. */
    void wakeAll() {
        lanes.forEach(core.turns()::ready);
        countUnpulled();
    }

    /** A committed record, for a lane; empty when it cannot be had yet, and then all lanes are woken once it can. */
    Optional<LoadedRecord> load(long sequence) {
        if (sequence > ring.endSeq() || (sequence == ring.endSeq() && filter.isNeeded())) {
            countUnpulled();
            return Optional.empty();
        }
        return loadOrCount(sequence);
    }

    private Optional<LoadedRecord> loadOrCount(long sequence) {
        Optional<LoadedRecord> loaded = core.records().load(topic.topicNo(), sequence);
        if (loaded.isEmpty()) {
            lookAgain(LOOK_AGAIN_NANOS);
        } else if (sequence == ring.endSeq()) {
            count(loaded.get());
        }
        return loaded;
    }

    /** The notification of a loaded record, signed once for all lanes. */
    Future<SignedNotification> notification(LoadedRecord loaded) {
        Set<Protocol> protocols = lanes.protocols();
        Future<SignedNotification> known = loaded.signed(protocols);
        if (known != null) {
            return known;
        }
        Future<SignedNotification> signed = core.signer()
                .notification(
                        topic.arn(),
                        loaded.record().publication(),
                        loaded.record().publishedAt(),
                        protocols);
        loaded.setSigned(signed, protocols);
        return signed;
    }

    /** A lane has settled a record. */
    void onSettled(long sequence) {
        long low = ring.lowSeq();
        int freed = ring.settle(sequence);
        if (freed > 0 || ring.lowSeq() > low) {
            core.settlement().release(topic.topicNo(), freed, ring.lowSeq());
        }
    }

    /** A lane could not go on, mostly because its journal cannot be read: all get a turn after a pause. */
    void onFailure(RuntimeException failure) {
        if (!isLookingAgain && !isGone) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("topicNo", topic.topicNo())
                    .log("a topic cannot be delivered at the moment");
            lookAgain(AFTER_FAILURE_NANOS);
        }
    }

    /** Hands out those of whom a rewritten log has something to say. */
    void factSources(Consumer<FactSource> consumer) {
        consumer.accept(reach);
        lanes.forEach(consumer::accept);
    }

    /** Monotonic time of the publish of the oldest record that somebody waits for; never when there is none to be read. */
    long oldestPublishedNanos() {
        if (lanes.isEmpty() || ring.lowSeq() >= nextSeq) {
            return Long.MAX_VALUE;
        }
        try {
            return core.records()
                    .load(topic.topicNo(), ring.lowSeq())
                    .filter(loaded -> !loaded.isDamaged())
                    .map(LoadedRecord::publishedNanos)
                    .orElse(Long.MAX_VALUE);
        } catch (UncheckedIOException failure) {
            onFailure(failure);
            return Long.MAX_VALUE;
        }
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

    private SubscriptionLane lane(Subscription subscription, LaneState state) {
        return new SubscriptionLane(core, this, subscription, state);
    }

    private void end(SubscriptionLane lane) {
        lane.end();
        core.settlement().add(new StateEntry.Ended(lane.subscriptionNo()));
        long freed = 0;
        for (long sequence = Math.max(lane.lowSeq(), ring.lowSeq()); sequence < ring.endSeq(); sequence++) {
            if (!lane.isSettled(sequence)) {
                freed += ring.settle(sequence);
            }
        }
        core.settlement().release(topic.topicNo(), freed, ring.lowSeq());
    }

    private void count(LoadedRecord loaded) {
        if (!loaded.isDamaged()) {
            filterOut(loaded.record());
        }
        int waiters = lanes.waiters(ring.endSeq());
        ring.add(loaded.bytes(), waiters);
        if (waiters == 0) {
            core.settlement().release(topic.topicNo(), loaded.bytes(), ring.lowSeq());
        }
    }

    /** The record at the front is settled for all whose filter it does not match. */
    private void filterOut(JournalRecord record) {
        if (!filter.isNeeded()) {
            return;
        }
        Audience audience = filter.audience(record.publication());
        if (audience.isCut()) {
            core.metrics().matchCut();
        }
        lanes.forEach(lane -> {
            if (!audience.includes(lane.subscriptionNo())) {
                lane.filterOut(ring.endSeq());
            }
        });
    }

    private void onFilterReady() {
        if (!isGone) {
            wakeAll();
            core.turns().run();
        }
    }

    /**
     * Counts, a slice at a time, what no lane will pull: what lies before a late one's start, all without lanes, and all
     * with filters, so that what nobody wants does not wait behind an endpoint that is down.
     */
    private void countUnpulled() {
        if (isCounting || isGone || !filter.isReady() || ring.endSeq() >= unpulledEnd()) {
            return;
        }
        isCounting = true;
        core.timers().soon(this::countSlice);
    }

    private void countSlice() {
        isCounting = false;
        if (isGone || !filter.isReady()) {
            return;
        }
        try {
            if (isSliceCounted()) {
                wakeAll();
            }
        } catch (RuntimeException failure) {
            onFailure(failure);
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

    private void lookAgain(long afterNanos) {
        if (!isLookingAgain) {
            isLookingAgain = true;
            var unused = core.timers().after(afterNanos, this::onLookAgain);
        }
    }

    private void onLookAgain() {
        isLookingAgain = false;
        if (!isGone) {
            wakeAll();
            core.turns().run();
        }
    }
}
