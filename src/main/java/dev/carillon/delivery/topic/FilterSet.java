package dev.carillon.delivery.topic;

import dev.carillon.filter.FilterMachine;
import dev.carillon.filter.SubscriptionFilter;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.FilterStart;
import dev.carillon.push.envelope.ProtocolTexts;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filter policies of one topic's subscriptions as the catalogue had them at one time, and from which sequence on each
 * holds. Belongs to the shard's thread, but for {@link #compiled}.
 */
final class FilterSet {
    private static final Logger LOG = LoggerFactory.getLogger(FilterSet.class);

    /** Without any policy, and without a subscription. */
    static final FilterSet NONE = new FilterSet(Map.of(), Map.of(), List.of());

    /** A policy as the catalogue has it. */
    private record Given(String policy, String scope, Protocol protocol) {}

    private final Map<Long, Given> given;
    /** Of those whose policy or scope was changed since they were made, also of those that have none any more. */
    private final Map<Long, FilterStart> starts;

    private final long lastStartSeq;
    private final Collection<Subscription> subscriptions;
    /** Made when it is asked for: a topic may have ten thousand, and seldom is one changed while messages wait. */
    private @Nullable Set<Long> confirmed;

    private FilterSet(Map<Long, Given> given, Map<Long, FilterStart> starts, Collection<Subscription> subscriptions) {
        this.given = given;
        this.starts = starts;
        this.subscriptions = subscriptions;
        lastStartSeq =
                starts.values().stream().mapToLong(FilterStart::sequence).max().orElse(0);
    }

    static FilterSet of(Topic topic) {
        Map<Long, Given> given = new HashMap<>();
        Map<Long, FilterStart> starts = new HashMap<>();
        for (Subscription each : topic.subscriptions().values()) {
            if (!each.isConfirmed()) {
                continue;
            }
            String policy = each.attributes().getOrDefault("FilterPolicy", "");
            if (!policy.isEmpty()) {
                String scope = each.attributes().getOrDefault("FilterPolicyScope", "");
                given.put(each.subscriptionNo(), new Given(policy, scope, each.protocol()));
            }
            FilterStart start = FilterStart.of(each);
            if (start.revision() > 0) {
                starts.put(each.subscriptionNo(), start);
            }
        }
        return given.isEmpty() && starts.isEmpty()
                ? NONE
                : new FilterSet(given, starts, topic.subscriptions().values());
    }

    /** Whether nobody has a policy. */
    boolean isEmpty() {
        return given.isEmpty();
    }

    /** The least sequence from which on all policies hold. */
    long lastStartSeq() {
        return lastStartSeq;
    }

    /** Those whose policy, or its absence, does not hold for a sequence yet. */
    Collection<Long> notYetAt(long sequence) {
        return starts.entrySet().stream()
                .filter(each -> each.getValue().sequence() > sequence)
                .map(Map.Entry::getKey)
                .toList();
    }

    FilterStart start(long subscriptionNo) {
        return starts.getOrDefault(subscriptionNo, FilterStart.WITH_THE_SUBSCRIPTION);
    }

    /** Whether the subscription was there, and confirmed. */
    boolean knows(long subscriptionNo) {
        Set<Long> known = confirmed;
        if (known == null) {
            known = subscriptions.stream()
                    .filter(Subscription::isConfirmed)
                    .map(Subscription::subscriptionNo)
                    .collect(Collectors.toUnmodifiableSet());
            confirmed = known;
        }
        return known.contains(subscriptionNo);
    }

    boolean isSameAs(FilterSet other) {
        return given.equals(other.given) && starts.equals(other.starts);
    }

    /** Takes up to some hundred milliseconds for many large policies; on any thread. */
    FilterMachine compiled() {
        return new FilterMachine(
                given.entrySet().stream()
                        .map(each -> new SubscriptionFilter(
                                each.getKey(), each.getValue().protocol(), policy(each.getKey(), each.getValue())))
                        .toList(),
                ProtocolTexts::of);
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
