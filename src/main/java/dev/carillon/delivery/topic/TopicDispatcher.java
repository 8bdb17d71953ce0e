package dev.carillon.delivery.topic;

import dev.carillon.bus.ReplayState;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.delivery.lane.LaneSource;
import dev.carillon.delivery.lane.SubscriptionLane;
import dev.carillon.delivery.record.LoadedRecord;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.ReachNote;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.push.envelope.BodyForm;
import dev.carillon.push.envelope.NotificationRequest;
import dev.carillon.push.envelope.SignedNotification;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Hands one topic's records to its subscriptions: keeps a lane for each that is confirmed, and gives the lanes what {@link
 * TopicFront} has met. Those behind the front read the journal again by themselves, mostly from what
 * {@link dev.carillon.delivery.record.Records} still holds. Belongs to the shard's thread.
 */
public final class TopicDispatcher implements LaneSource {
    private final ShardCore core;
    private final LaneSet lanes = new LaneSet();
    private final TopicFront front;
    private final ReachNote reach;
    private final Replays replays;
    private Topic topic;
    private long floorSeq;

    /** The oldest record that somebody waits for, as far as its time is known: it is asked for each second. */
    private long oldestSeq = -1;

    private long oldestNanos;

    public TopicDispatcher(ShardCore core, Topic topic, LongFunction<LaneState> states) {
        this.core = core;
        this.topic = topic;
        front = new TopicFront(core, topic, lanes, this::wakeReplays);
        reach = new ReachNote(topic.topicNo(), front::nextSeq, core.settlement());
        replays = new Replays(core, front);
        lanes.open(topic, states, this::lane);
        replays.open(topic, lanes, no -> Optional.of(states.apply(no)).filter(LaneState::isLogged));
    }

    @Override
    public Topic topic() {
        return topic;
    }

    @Override
    public long nextSeq() {
        return front.nextSeq();
    }

    /** What {@link #restore} has found. */
    public TopicRecovered recovered() {
        return new TopicRecovered(
                topic.topicNo(), front.count().outstandingBytes(), front.count().lowSeq(), floorSeq);
    }

    /** Begins a topic that came while the shard runs. */
    public void begin() {
        front.reconcile(topic);
        replays.begin();
    }

    /** How much is still waited for of those files that were counted to their end. */
    public List<LiveSpan> live(List<JournalSpan> files) {
        return front.count().live(files);
    }

    /**
     * Brings lanes and journal together, at the start of the shard. What was freed was settled by all, even where a power
     * cut took the end of the state log, which said so.
     *
     * @param reachedSeq how far the journal reached when that was last noted
     * @param isLogDamaged whether the log may have lost what was settled, so that nothing can be missed at the front
     */
    public void restore(JournalReader reader, long reachedSeq, boolean isLogDamaged) {
        MissingRecords missing = new MissingRecords(topic.topicNo());
        long firstOnDisk = reader.firstSeq();
        long nextOnDisk = reader.nextSeq();
        long nextSeq = Math.max(nextOnDisk, reachedSeq);
        floorSeq = lanes.endSeq(nextSeq);
        if (!isLogDamaged) {
            // Others may have been confirmed by the time, and what they are to get begins behind what was counted.
            missing.count(lanes.lowSeq(firstOnDisk), firstOnDisk, lanes::loggedWaiters);
        }
        lanes.forEach(lane -> {
            if (lane.lowSeq() < firstOnDisk) {
                lane.beginAt(firstOnDisk);
            }
            lane.endAt(nextSeq);
        });
        missing.count(Math.max(lanes.lowSeq(nextSeq), nextOnDisk), nextSeq, lanes::waiters);
        missing.report(core.metrics());
        front.restore(topic, reader, nextSeq);
        floorSeq = Math.max(floorSeq, front.filterStartSeq());
    }

    /** Lets the next start know how far the journal reaches. */
    public void noteReach() {
        reach.note();
    }

    public void onAdvanced(long next) {
        front.onAdvanced(next);
        front.wakeAll();
    }

    /** Takes over what changed in the catalogue. */
    @SuppressWarnings("ReferenceEquality") // an unchanged topic is the same object, and comparing deeply is dear
    public void reconcile(Topic now) {
        if (now == topic) {
            return;
        }
        topic = now;
        lanes.reconcile(now, this::lane, front.count().endSeq()).forEach(this::end);
        // Before the filters: they may be ready at once, and wake whoever is there by then.
        replays.reconcile(now, lanes);
        front.reconcile(now);
        front.wakeAll();
    }

    /** Files of the topic are gone. */
    public void onTrimmed() {
        replays.onTrimmed(topic.topicNo());
    }

    /** How far a subscription's replay has got. */
    public ReplayState replayState(long subscriptionNo) {
        return replays.state(subscriptionNo);
    }

    /** How many replays are under way. */
    public long runningReplays() {
        return replays.running();
    }

    /** The topic was deleted: nothing more is sent or settled. Its journal's shard frees its bytes by itself. */
    public void vanish() {
        front.end();
        replays.vanish();
        lanes.clear().forEach(lane -> {
            lane.end();
            core.settlement().add(new StateEntry.Ended(lane.subscriptionNo()));
        });
    }

    /** The shard stops: what ends from now on is not written down. */
    public void close() {
        front.end();
        replays.close();
        lanes.forEach(SubscriptionLane::end);
    }

    /** Gives every lane a turn. */
    public void wakeAll() {
        front.wakeAll();
    }

    @Override
    public Optional<LoadedRecord> load(long sequence) {
        return front.load(sequence);
    }

    /** Who does not get one has it settled when it is counted. */
    @Override
    public boolean isPassedOver(long sequence) {
        return false;
    }

    @Override
    public long publishedNanos(LoadedRecord loaded) {
        return loaded.publishedNanos();
    }

    /** Signed once for all lanes. */
    @Override
    public Future<SignedNotification> notification(LoadedRecord loaded) {
        Set<BodyForm> forms = lanes.forms();
        Future<SignedNotification> known = loaded.signed(forms);
        if (known != null) {
            return known;
        }
        Future<SignedNotification> signed = core.signer()
                .notification(
                        NotificationRequest.of(
                                topic,
                                loaded.record().sequence(),
                                loaded.record().publication(),
                                loaded.record().publishedAt()),
                        forms);
        loaded.setSigned(signed, forms);
        return signed;
    }

    @Override
    public void onSettled(long sequence) {
        front.count().onSettled(sequence);
    }

    /** Mostly the journal cannot be read: all get a turn after a pause. */
    @Override
    public void onFailure(Throwable failure) {
        front.secondLook().afterFailure(failure);
    }

    /** Hands out those of whom a rewritten log has something to say. */
    public void factSources(Consumer<FactSource> consumer) {
        consumer.accept(reach);
        lanes.forEach(consumer::accept);
        replays.factSources(consumer);
    }

    /** Monotonic time of the publish of the oldest record that somebody waits for; never when there is none to be read. */
    public long oldestPublishedNanos() {
        long lowSeq = front.count().lowSeq();
        if (lanes.isEmpty() || lowSeq >= front.nextSeq()) {
            return Long.MAX_VALUE;
        }
        if (lowSeq != oldestSeq) {
            try {
                core.records().load(topic.topicNo(), lowSeq).ifPresent(loaded -> {
                    oldestSeq = lowSeq;
                    oldestNanos = loaded.isDamaged() ? Long.MAX_VALUE : loaded.publishedNanos();
                });
            } catch (RuntimeException | Error failure) {
                onFailure(failure);
            }
        }
        return lowSeq == oldestSeq ? oldestNanos : Long.MAX_VALUE;
    }

    private void wakeReplays() {
        replays.wakeAll();
    }

    private SubscriptionLane lane(Subscription subscription, LaneState state) {
        return new SubscriptionLane(core, this, subscription, state);
    }

    private void end(SubscriptionLane lane) {
        lane.end();
        core.settlement().add(new StateEntry.Ended(lane.subscriptionNo()));
        front.count().settleAll(lane);
    }
}
