package dev.carillon.delivery;

import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.state.ReachNote;
import dev.carillon.delivery.state.ReplayNumber;
import dev.carillon.delivery.topic.TopicDispatcher;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.model.Topic;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Puts together, at the start of a shard, what its state log says and what lies in the journals. */
final class Recovery {
    private final ShardCore core;
    private final StateLog log;
    private final Map<Long, LaneState> states = new HashMap<>();

    /** How far the journals of topics reached that were not restored yet. */
    private final Map<Long, Long> reached = new HashMap<>();

    Recovery(ShardCore core, StateLog log) {
        this.core = core;
        this.log = log;
    }

    /** Reads the whole log; nothing may have been added to it before. */
    void readLog() {
        List<StateEntry.TimeSkipped> skipped = new ArrayList<>();
        log.replay(fact -> {
            if (fact instanceof StateEntry.Reached topic) {
                reached.merge(topic.topicNo(), topic.endSeq(), Math::max);
            } else if (fact instanceof StateEntry.TimeSkipped time) {
                skipped.add(time);
            } else if (fact instanceof StateEntry.Ended) {
                states.remove(fact.subscriptionNo());
            } else {
                states.computeIfAbsent(fact.subscriptionNo(), no -> new LaneState())
                        .add(fact);
            }
        });
        core.past().resume(skipped, log.lastRunMillis());
    }

    /**
     * A topic's dispatcher, as it was but for what was under way, which is due again.
     *
     * @throws UncheckedIOException when its journal cannot be read; what the log says of it is kept for another time
     */
    TopicDispatcher restore(Topic topic) {
        long topicNo = topic.topicNo();
        Set<Long> taken = new HashSet<>();
        TopicDispatcher dispatcher = new TopicDispatcher(core, topic, no -> {
            taken.add(no);
            return states.getOrDefault(no, new LaneState());
        });
        try {
            dispatcher.restore(core.readers().of(topicNo), reached.getOrDefault(topicNo, 0L), log.isDamaged());
        } catch (UncheckedIOException failure) {
            dispatcher.close();
            throw failure;
        }
        states.keySet().removeAll(taken);
        reached.remove(topicNo);
        return dispatcher;
    }

    /** What the log says of subscriptions whose topics were not restored yet, for when it is rewritten. */
    Stream<FactSource> factSources() {
        return Stream.concat(
                states.entrySet().stream().map(entry -> new Logged(entry.getKey(), entry.getValue())),
                reached.entrySet().stream()
                        .map(entry -> new ReachNote(entry.getKey(), entry::getValue, core.settlement())));
    }

    /**
     * Ends whatever the log says of subscriptions that are not there any more, and keeps what it says of topics that could
     * not be restored.
     *
     * @param there the numbers of all subscriptions
     * @param topics those that could not be restored
     * @param waiting the numbers of their subscriptions
     */
    void endUnknown(Set<Long> there, Set<Long> topics, Set<Long> waiting) {
        states.keySet().stream()
                .filter(no -> !there.contains(no) && !isAmong(waiting, no))
                .forEach(no -> core.settlement().add(new StateEntry.Ended(no)));
        states.keySet().removeIf(no -> !isAmong(waiting, no));
        reached.keySet().retainAll(topics);
    }

    /** Whether what the log says under a number is of one of these subscriptions, or of its replay. */
    private static boolean isAmong(Set<Long> subscriptions, long no) {
        return subscriptions.contains(ReplayNumber.subscription(no));
    }

    /** A subscription without a lane. */
    private record Logged(long subscriptionNo, LaneState state) implements FactSource {
        @Override
        public void facts(Consumer<StateEntry> consumer) {
            state.facts(subscriptionNo, consumer);
        }
    }
}
