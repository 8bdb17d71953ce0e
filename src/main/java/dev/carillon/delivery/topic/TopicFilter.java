package dev.carillon.delivery.topic;

import dev.carillon.delivery.turn.Aside;
import dev.carillon.filter.Audience;
import dev.carillon.filter.FilterMachine;
import dev.carillon.filter.SubscriptionFilter;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import io.vertx.core.AsyncResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filter policies of one topic's subscriptions, compiled. When one of them changes, all are compiled again, aside;
 * until that is done nothing may be matched, so that no message meets a policy that was changed before its publish.
 * Belongs to the shard's thread.
 */
final class TopicFilter {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFilter.class);

    /** A policy as the catalogue has it. */
    private record Given(String policy, String scope, Protocol protocol) {}

    private final Aside aside;
    private final Runnable onReady;
    private Map<Long, Given> given = Map.of();
    private FilterMachine machine = new FilterMachine(List.of());
    private boolean isReady = true;

    /** @param onReady when compiling, which {@link #reconcile} began, is over */
    TopicFilter(Aside aside, Runnable onReady) {
        this.aside = aside;
        this.onReady = onReady;
    }

    /** Whether any subscription has one. */
    boolean isNeeded() {
        return !given.isEmpty();
    }

    boolean isReady() {
        return isReady;
    }

    /** Compiles here and now: at the start, before anything is sent. */
    void open(Topic topic) {
        given = given(topic);
        machine = compiled(given);
    }

    /** Takes over what changed in the catalogue. */
    void reconcile(Topic topic) {
        Map<Long, Given> now = given(topic);
        if (now.equals(given)) {
            return;
        }
        given = now;
        isReady = false;
        var unused = aside.run(() -> compiled(now)).onComplete(result -> onCompiled(now, result));
    }

    /** Who gets a message; only when {@link #isReady}. */
    Audience audience(Publication publication) {
        return machine.match(publication);
    }

    @SuppressWarnings("ReferenceEquality") // one that was overtaken by another change is of no interest any more
    private void onCompiled(Map<Long, Given> of, AsyncResult<FilterMachine> result) {
        if (of != given) {
            return;
        }
        if (result.failed()) {
            LOG.atError().setCause(result.cause()).log("filter policies could not be compiled");
        }
        machine = result.succeeded() ? result.result() : matchingNothing(of);
        isReady = true;
        onReady.run();
    }

    private static Map<Long, Given> given(Topic topic) {
        Map<Long, Given> given = new HashMap<>();
        for (Subscription each : topic.subscriptions().values()) {
            String policy = each.attributes().getOrDefault("FilterPolicy", "");
            if (each.isConfirmed() && !policy.isEmpty()) {
                String scope = each.attributes().getOrDefault("FilterPolicyScope", "");
                given.put(each.subscriptionNo(), new Given(policy, scope, each.protocol()));
            }
        }
        return given;
    }

    private static FilterMachine compiled(Map<Long, Given> given) {
        return new FilterMachine(given.entrySet().stream()
                .map(each -> new SubscriptionFilter(
                        each.getKey(), each.getValue().protocol(), policy(each.getKey(), each.getValue())))
                .toList());
    }

    private static FilterMachine matchingNothing(Map<Long, Given> given) {
        return new FilterMachine(given.entrySet().stream()
                .map(each -> new SubscriptionFilter(
                        each.getKey(), each.getValue().protocol(), FilterPolicy.matchingNothing()))
                .toList());
    }

    /** One that does not hold in its scope, though it was checked when it was set, lets nothing through. */
    private static FilterPolicy policy(long subscriptionNo, Given given) {
        FilterScope scope = FilterScope.fromWireName(given.scope()).orElse(FilterScope.MESSAGE_ATTRIBUTES);
        return FilterPolicy.read(given.policy(), scope).fold(policy -> policy, text -> {
            LOG.atError()
                    .addKeyValue("subscriptionNo", subscriptionNo)
                    .addKeyValue("error", text)
                    .log("a stored filter policy cannot be read; its subscription gets nothing");
            return FilterPolicy.matchingNothing();
        });
    }
}
