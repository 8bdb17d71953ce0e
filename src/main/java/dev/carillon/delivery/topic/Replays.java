package dev.carillon.delivery.topic;

import dev.carillon.bus.ReplayState;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ReplayPolicy;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** The replays of one topic's subscriptions, kept in step with the catalogue. Belongs to the shard's thread. */
final class Replays {
    private final ShardCore core;
    private final TopicFront front;

    /** By subscription number; empty for nearly all topics. */
    private final Map<Long, Replay> replays = new LinkedHashMap<>();

    Replays(ShardCore core, TopicFront front) {
        this.core = core;
        this.front = front;
    }

    /**
     * Takes up, at the start of the shard, what the state log says; {@link #begin} follows once the front knows the journal.
     *
     * @param states what it says of a number, if anything
     */
    void open(Topic topic, LaneSet lanes, LongFunction<Optional<LaneState>> states) {
        wanted(topic)
                .forEach((no, subscription) ->
                        replays.put(no, replay(topic, lanes, subscription, states.apply(ReplayNumber.of(no)))));
    }

    void begin() {
        replays.values().forEach(Replay::begin);
    }

    /** Begins what is asked for, and ends what is not any more. */
    void reconcile(Topic topic, LaneSet lanes) {
        Map<Long, Subscription> wanted = wanted(topic);
        if (wanted.isEmpty() && replays.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, Replay> each : List.copyOf(replays.entrySet())) {
            Optional<Subscription> subscription = Optional.ofNullable(wanted.get(each.getKey()));
            if (subscription
                    .flatMap(ReplayPolicy::of)
                    .filter(each.getValue()::isOf)
                    .isPresent()) {
                each.getValue().update(topic, subscription.get());
            } else {
                end(each.getValue());
                replays.remove(each.getKey());
            }
        }
        wanted.forEach((no, subscription) ->
                replays.computeIfAbsent(no, unknown -> replay(topic, lanes, subscription, Optional.empty())));
        begin();
        if (!ArchivePolicy.isSetOn(topic)) {
            replays.values().forEach(Replay::fail);
        }
    }

    /** Gives every lane a turn. */
    void wakeAll() {
        replays.values().forEach(Replay::wake);
    }

    /** Files of the topic are gone. */
    void onTrimmed(long topicNo) {
        if (!replays.isEmpty()) {
            long firstSeq = core.readers().of(topicNo).firstSeq();
            replays.values().forEach(replay -> replay.onTrimmed(firstSeq));
        }
    }

    /** The topic is gone. */
    void vanish() {
        replays.values().forEach(this::end);
        replays.clear();
    }

    /** The shard stops: what ends from now on is not written down. */
    void close() {
        replays.values().forEach(Replay::close);
    }

    ReplayState state(long subscriptionNo) {
        return Optional.ofNullable(replays.get(subscriptionNo))
                .map(Replay::state)
                .orElse(ReplayState.PENDING);
    }

    long running() {
        return replays.values().stream()
                .filter(replay -> replay.state() == ReplayState.IN_PROGRESS)
                .count();
    }

    void factSources(Consumer<FactSource> consumer) {
        replays.values().forEach(consumer);
    }

    private void end(Replay replay) {
        replay.endLane();
        core.settlement().add(new StateEntry.Ended(replay.subscriptionNo()));
    }

    private Replay replay(Topic topic, LaneSet lanes, Subscription subscription, Optional<LaneState> logged) {
        return new Replay(
                core,
                front,
                topic,
                subscription,
                lanes.policy(ReplayNumber.subscription(subscription.subscriptionNo())),
                logged);
    }

    /** The confirmed subscriptions with a policy, under their replays' numbers. */
    private static Map<Long, Subscription> wanted(Topic topic) {
        Map<Long, Subscription> wanted = new HashMap<>();
        for (Subscription each : topic.subscriptions().values()) {
            if (each.isConfirmed() && ReplayPolicy.of(each).isPresent()) {
                wanted.put(each.subscriptionNo(), each.withNumber(ReplayNumber.of(each.subscriptionNo())));
            }
        }
        return wanted;
    }
}
