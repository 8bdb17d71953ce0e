package dev.carillon.journal;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.Topic;
import dev.carillon.policy.FilterStart;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The topics of one shard that have something on disk or were asked for. Belongs to the shard's thread. */
final class ShardTopics {
    private final CatalogView catalog;
    private final ProjectQuotas quotas;
    private final Map<Long, TopicHolding> holdings = new HashMap<>();
    private final Map<ProjectScope, Map<Long, TopicHolding>> byScope = new HashMap<>();

    ShardTopics(CatalogView catalog, ProjectQuotas quotas) {
        this.catalog = catalog;
        this.quotas = quotas;
    }

    /** A topic as the catalogue has it now; empty when it is gone. */
    Optional<Topic> inCatalog(long topicNo) {
        return catalog.topic(topicNo);
    }

    /** The holding of a topic, made at the first call. */
    TopicHolding holding(Topic topic) {
        return holdings.computeIfAbsent(topic.topicNo(), topicNo -> {
            ProjectScope scope = topic.arn().scope();
            TopicHolding holding = new TopicHolding(topicNo, scope, quotas.of(scope));
            topic.subscriptions().values().stream()
                    .mapToLong(subscription -> Math.max(
                            subscription.state().fold(pending -> 0L, Confirmed::startSeq),
                            FilterStart.of(subscription).sequence()))
                    .forEach(holding::raiseFloor);
            byScope.computeIfAbsent(scope, one -> new HashMap<>()).put(topicNo, holding);
            return holding;
        });
    }

    /** Empty for a topic that nothing was asked of yet, and for one that is forgotten. */
    Optional<TopicHolding> known(long topicNo) {
        return Optional.ofNullable(holdings.get(topicNo));
    }

    /** The known topics of a project that are no longer in the catalogue. */
    Collection<TopicHolding> vanished(ProjectScope scope) {
        return List.copyOf(byScope.getOrDefault(scope, Map.of()).values()).stream()
                .filter(holding -> catalog.topic(holding.topicNo()).isEmpty())
                .toList();
    }

    /** Gives back what a topic holds, and forgets it. */
    void forget(TopicHolding holding) {
        holding.releaseAll();
        holdings.remove(holding.topicNo());
        Map<Long, TopicHolding> ofScope = byScope.getOrDefault(holding.scope(), Map.of());
        ofScope.remove(holding.topicNo());
        if (ofScope.isEmpty()) {
            byScope.remove(holding.scope());
        }
    }
}
