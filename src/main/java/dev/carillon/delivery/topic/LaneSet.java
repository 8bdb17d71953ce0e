package dev.carillon.delivery.topic;

import dev.carillon.delivery.endpoint.LanePolicy;
import dev.carillon.delivery.lane.SubscriptionLane;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.push.envelope.BodyForm;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongBinaryOperator;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** The lanes of one topic's confirmed subscriptions, by subscription number. Belongs to the shard's thread. */
final class LaneSet {
    private final Map<Long, SubscriptionLane> lanes = new LinkedHashMap<>();
    private Set<BodyForm> forms = Set.of();

    boolean isEmpty() {
        return lanes.isEmpty();
    }

    /** Those in which a notification has to be prepared. */
    Set<BodyForm> forms() {
        return forms;
    }

    /** Makes the lanes of a topic that has none yet, each from its state. */
    void open(Topic topic, LongFunction<LaneState> states, LaneMaker maker) {
        confirmed(topic).forEach((no, subscription) -> {
            LaneState state = states.apply(no);
            state.beginAt(startSeq(subscription));
            lanes.put(no, maker.make(subscription, state));
        });
        chooseForms();
    }

    /**
     * Makes the lanes of new subscriptions.
     *
     * @return those of subscriptions that are gone, which are no longer in the set
     */
    List<SubscriptionLane> reconcile(Topic topic, LaneMaker maker, long leastSeq) {
        Map<Long, Subscription> confirmed = confirmed(topic);
        List<SubscriptionLane> gone = lanes.entrySet().stream()
                .filter(entry -> !confirmed.containsKey(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        lanes.keySet().retainAll(confirmed.keySet());
        confirmed.forEach((no, subscription) -> {
            SubscriptionLane known = lanes.get(no);
            if (known != null) {
                known.update(subscription);
            } else {
                lanes.put(no, begin(subscription, maker, leastSeq));
            }
        });
        chooseForms();
        return gone;
    }

    void forEach(Consumer<SubscriptionLane> consumer) {
        lanes.values().forEach(consumer);
    }

    /** Takes all away. */
    List<SubscriptionLane> clear() {
        List<SubscriptionLane> all = List.copyOf(lanes.values());
        lanes.clear();
        return all;
    }

    /** By which a subscription that has a lane is sent to. */
    LanePolicy policy(long subscriptionNo) {
        return Objects.requireNonNull(lanes.get(subscriptionNo)).policy();
    }

    /** How many have not settled a record. */
    int waiters(long sequence) {
        int waiters = 0;
        for (SubscriptionLane lane : lanes.values()) {
            waiters += lane.isSettled(sequence) ? 0 : 1;
        }
        return waiters;
    }

    /** The same of those of whom the state log said anything at the start. */
    int loggedWaiters(long sequence) {
        int waiters = 0;
        for (SubscriptionLane lane : lanes.values()) {
            waiters += lane.isLogged() && !lane.isSettled(sequence) ? 1 : 0;
        }
        return waiters;
    }

    /** The first record that any of them has not settled, or the given end. */
    long lowSeq(long endSeq) {
        return extreme(SubscriptionLane::lowSeq, endSeq, Math::min);
    }

    /** One past the last record that any of them remembers anything of, at least what is given. */
    long endSeq(long leastSeq) {
        return extreme(SubscriptionLane::endSeq, leastSeq, Math::max);
    }

    /** The furthest that any of them has read, at least what is given. */
    long furthestReadMark(long leastSeq) {
        return extreme(SubscriptionLane::readMark, leastSeq, Math::max);
    }

    private long extreme(ToLongFunction<SubscriptionLane> of, long start, LongBinaryOperator choice) {
        long extreme = start;
        for (SubscriptionLane lane : lanes.values()) {
            extreme = choice.applyAsLong(extreme, of.applyAsLong(lane));
        }
        return extreme;
    }

    /** What lies below the least sequence was published before the subscription was confirmed. */
    private static SubscriptionLane begin(Subscription subscription, LaneMaker maker, long leastSeq) {
        LaneState state = new LaneState();
        state.beginAt(startSeq(subscription));
        SubscriptionLane lane = maker.make(subscription, state);
        if (lane.lowSeq() < leastSeq) {
            lane.beginAt(leastSeq);
        }
        return lane;
    }

    private void chooseForms() {
        Set<BodyForm> chosen = EnumSet.noneOf(BodyForm.class);
        lanes.values().forEach(lane -> chosen.add(lane.form()));
        forms = Set.copyOf(chosen);
    }

    private static Map<Long, Subscription> confirmed(Topic topic) {
        Map<Long, Subscription> confirmed = new HashMap<>();
        for (Subscription each : topic.subscriptions().values()) {
            if (each.isConfirmed()) {
                confirmed.put(each.subscriptionNo(), each);
            }
        }
        return confirmed;
    }

    private static long startSeq(Subscription subscription) {
        return subscription.state().fold(pending -> Long.MAX_VALUE, SubscriptionState.Confirmed::startSeq);
    }

    /** Makes a lane. */
    interface LaneMaker {
        SubscriptionLane make(Subscription subscription, LaneState state);
    }
}
