package dev.carillon.delivery;

import dev.carillon.delivery.topic.TopicDispatcher;
import dev.carillon.model.ProjectScope;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The dispatchers that a shard has, by topic and by project. Belongs to its thread. */
final class ShardTopics {
    private final Map<Long, TopicDispatcher> byNumber = new HashMap<>();
    private final Map<ProjectScope, Set<Long>> numbers = new HashMap<>();

    Collection<TopicDispatcher> all() {
        return byNumber.values();
    }

    Optional<TopicDispatcher> find(long topicNo) {
        return Optional.ofNullable(byNumber.get(topicNo));
    }

    /** The topics of one project that have a dispatcher at this moment. */
    List<Long> of(ProjectScope scope) {
        return List.copyOf(numbers.getOrDefault(scope, Set.of()));
    }

    TopicDispatcher add(TopicDispatcher dispatcher) {
        long topicNo = dispatcher.topic().topicNo();
        byNumber.put(topicNo, dispatcher);
        numbers.computeIfAbsent(scope(dispatcher), unknown -> new HashSet<>()).add(topicNo);
        return dispatcher;
    }

    Optional<TopicDispatcher> remove(long topicNo) {
        Optional<TopicDispatcher> gone = Optional.ofNullable(byNumber.remove(topicNo));
        gone.map(ShardTopics::scope).ifPresent(scope -> {
            Set<Long> siblings = numbers.getOrDefault(scope, new HashSet<>());
            siblings.remove(topicNo);
            if (siblings.isEmpty()) {
                numbers.remove(scope);
            }
        });
        return gone;
    }

    private static ProjectScope scope(TopicDispatcher dispatcher) {
        return dispatcher.topic().arn().scope();
    }
}
