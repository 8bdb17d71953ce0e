package dev.carillon.delivery;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.model.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/** Puts together, at the start of a shard, what its state log says and what lies in the journals. */
final class Recovery {
    private final ShardCore core;
    private final StateLog log;
    private final Map<Long, LaneState> states = new HashMap<>();

    Recovery(ShardCore core, StateLog log) {
        this.core = core;
        this.log = log;
    }

    /** Reads the whole log; nothing may have been added to it before. */
    void readLog() {
        log.replay(fact -> {
            if (fact instanceof StateEntry.Ended) {
                states.remove(fact.subscriptionNo());
            } else {
                states.computeIfAbsent(fact.subscriptionNo(), no -> new LaneState())
                        .add(fact);
            }
        });
    }

    /** A topic's dispatcher, as it was but for what was under way, which is due again. */
    TopicDispatcher restore(Topic topic) {
        TopicDispatcher dispatcher = new TopicDispatcher(
                core, topic, no -> Optional.ofNullable(states.remove(no)).orElseGet(LaneState::new));
        dispatcher.restore(core.readers().of(topic.topicNo()));
        return dispatcher;
    }

    /** What the log says of subscriptions whose topics were not restored yet, for when it is rewritten. */
    void facts(Consumer<StateEntry> consumer) {
        states.forEach((no, state) -> state.facts(no, consumer));
    }

    /**
     * Ends whatever the log says of subscriptions that are not there any more; called behind the last restore.
     *
     * @param isThere asked by a subscription's number
     */
    void endUnknown(LongPredicate isThere) {
        states.keySet().stream()
                .filter(no -> !isThere.test(no))
                .forEach(no -> core.settlement().add(new StateEntry.Ended(no)));
        states.clear();
    }
}
