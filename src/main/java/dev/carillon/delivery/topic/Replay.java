package dev.carillon.delivery.topic;

import dev.carillon.bus.ReplayState;
import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.lane.SubscriptionLane;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Replaying;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ReplayPolicy;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One subscription's replay: a lane of its own over a span of the archive, beside that of the messages as they come. It is
 * written down as a lane's progress is, so that a restart goes on where it was. Belongs to the shard's thread.
 *
 * <pre>
 *   pending -> in progress -> completed
 *         \             \
 *          +-------------+--> failed: the archive has ended
 * </pre>
 */
final class Replay implements FactSource {
    private final ShardCore core;
    private final TopicFront front;
    private final ReplayPolicy policy;
    private final LanePolicy lanePolicy;
    private Topic topic;
    private Subscription subscription;
    private ReplayState state = ReplayState.PENDING;
    private Optional<LaneState> logged;
    private @Nullable Replaying span;
    private @Nullable ReplaySource source;
    private @Nullable SubscriptionLane lane;

    /**
     * Begins nothing yet.
     *
     * @param subscription under the replay's number
     * @param lanePolicy of the subscription, whose rate both share
     * @param logged what the state log says of the last replay of this subscription, at the start of the shard
     */
    Replay(
            ShardCore core,
            TopicFront front,
            Topic topic,
            Subscription subscription,
            LanePolicy lanePolicy,
            Optional<LaneState> logged) {
        this.core = core;
        this.front = front;
        this.topic = topic;
        this.subscription = subscription;
        this.lanePolicy = lanePolicy;
        this.logged = logged;
        policy = ReplayPolicy.of(subscription).orElseThrow();
    }

    @Override
    public long subscriptionNo() {
        return subscription.subscriptionNo();
    }

    ReplayState state() {
        return state;
    }

    boolean isOf(ReplayPolicy now) {
        return policy.equals(now);
    }

    /** Begins, or goes on; when the journal cannot be read, it is tried again at the next turn. */
    void begin() {
        if (state != ReplayState.PENDING) {
            return;
        }
        try {
            Optional<Replaying> known = logged.flatMap(LaneState::replay).filter(each -> isOf(each));
            if (known.isPresent()) {
                goOn(known.get(), logged.orElseThrow());
            } else {
                start();
            }
            logged = Optional.empty();
        } catch (UncheckedIOException failure) {
            front.secondLook().afterFailure(failure);
        }
    }

    void update(Topic now, Subscription changed) {
        topic = now;
        subscription = changed;
        if (lane != null && source != null) {
            source.update(now, changed);
            lane.update(changed);
        }
    }

    /** Puts the lane in line for a turn. */
    void wake() {
        begin();
        if (lane != null) {
            lane.ready();
        }
    }

    /** Files of the topic are gone: what was in them is passed over at once. */
    void onTrimmed(long firstSeq) {
        if (lane != null && lane.lowSeq() < firstSeq) {
            lane.beginAt(Math.min(firstSeq, endSeq()));
            core.timers().soon(this::onWake);
            finishSoon();
        }
    }

    /** The archive has ended. */
    void fail() {
        if (state == ReplayState.PENDING || state == ReplayState.IN_PROGRESS) {
            endLane();
            state = ReplayState.FAILED;
            note(new Replaying(subscriptionNo(), policy.setMillis(), 0, 0, true));
        }
    }

    /** The shard stops: what the log says of the lane may still have to be written. */
    void close() {
        if (lane != null) {
            lane.end();
        }
    }

    /** There is nothing more to be said of the lane: all is settled, or nobody asks for it any more. */
    void endLane() {
        close();
        lane = null;
    }

    @Override
    public void facts(Consumer<StateEntry> consumer) {
        if (span == null) {
            logged.ifPresent(state -> state.facts(subscriptionNo(), consumer));
            return;
        }
        consumer.accept(span);
        if (lane != null) {
            lane.facts(consumer);
        } else {
            consumer.accept(new SettledBelow(subscriptionNo(), span.endSeq()));
        }
    }

    private boolean isOf(Replaying known) {
        return known.setMillis() == policy.setMillis();
    }

    private void start() {
        if (!ArchivePolicy.isSetOn(topic)) {
            fail();
            return;
        }
        if (logged.isPresent()) {
            core.settlement().add(new StateEntry.Ended(subscriptionNo()));
        }
        long startSeq = subscription.state().fold(pending -> 0L, confirmed -> confirmed.startSeq());
        ReplaySpan found =
                ReplaySpan.of(policy, core.readers().of(topic.topicNo()), Math.max(front.nextSeq(), startSeq));
        note(new Replaying(subscriptionNo(), policy.setMillis(), found.firstSeq(), found.endSeq(), false));
        core.settlement().add(new SettledBelow(subscriptionNo(), found.firstSeq()));
        LaneState fresh = new LaneState();
        fresh.beginAt(found.firstSeq());
        open(fresh);
    }

    private void goOn(Replaying known, LaneState from) {
        span = known;
        if (known.hasFailed()) {
            state = ReplayState.FAILED;
            return;
        }
        // The shard may have been killed before it heard that the archive has ended.
        if (from.settled().lowSeq() < known.endSeq() && !ArchivePolicy.isSetOn(topic)) {
            fail();
            return;
        }
        from.beginAt(Math.min(known.endSeq(), core.readers().of(topic.topicNo()).firstSeq()));
        open(from);
    }

    private void open(LaneState from) {
        if (from.settled().lowSeq() >= endSeq()) {
            state = ReplayState.COMPLETED;
            return;
        }
        state = ReplayState.IN_PROGRESS;
        ReplaySource opened =
                new ReplaySource(core, front, topic, subscription, endSeq(), this::finishSoon, this::onWake);
        source = opened;
        lane = new SubscriptionLane(core, opened, subscription, lanePolicy, from);
        lane.ready();
    }

    private void note(Replaying now) {
        span = now;
        core.settlement().add(now);
    }

    private long endSeq() {
        return span == null ? 0 : span.endSeq();
    }

    private void onWake() {
        wake();
        core.turns().run();
    }

    /** Not at once: the lane may be in the middle of its turn. */
    private void finishSoon() {
        if (lane != null && lane.lowSeq() >= endSeq()) {
            core.timers().soon(this::finish);
        }
    }

    private void finish() {
        if (lane != null && lane.lowSeq() >= endSeq()) {
            endLane();
            state = ReplayState.COMPLETED;
            core.turns().run();
        }
    }
}
