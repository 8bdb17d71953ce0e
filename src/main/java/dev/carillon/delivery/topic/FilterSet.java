package dev.carillon.delivery.topic;

import dev.carillon.filter.FilterMachine;
import dev.carillon.filter.SubscriptionFilter;
import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.filter.policy.FilterScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.FilterStart;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The filter policies of one topic's subscriptions as the catalogue had them at one time, and from which sequence on each
 * holds. Immutable.
 */
final class FilterSet {
    private static final Logger LOG = LoggerFactory.getLogger(FilterSet.class);

    /** Without any policy. */
    static final FilterSet NONE = new FilterSet(Map.of(), Map.of());

    /** A policy as the catalogue has it. */
    private record Given(String policy, String scope, Protocol protocol) {}

    private final Map<Long, Given> given;
    /** Of those whose policy was changed, or taken away, since they were confirmed. */
    private final Map<Long, Long> startSeqs;

    private final long lastStartSeq;

    private FilterSet(Map<Long, Given> given, Map<Long, Long> startSeqs) {
        this.given = given;
        this.startSeqs = startSeqs;
        lastStartSeq = startSeqs.isEmpty() ? 0 : Collections.max(startSeqs.values());
    }

    static FilterSet of(Topic topic) {
        Map<Long, Given> given = new HashMap<>();
        Map<Long, Long> startSeqs = new HashMap<>();
        for (Subscription each : topic.subscriptions().values()) {
            if (!each.isConfirmed()) {
                continue;
            }
            String policy = each.attributes().getOrDefault("FilterPolicy", "");
            if (!policy.isEmpty()) {
                String scope = each.attributes().getOrDefault("FilterPolicyScope", "");
                given.put(each.subscriptionNo(), new Given(policy, scope, each.protocol()));
            }
            long startSeq = FilterStart.of(each);
            if (startSeq > 0) {
                startSeqs.put(each.subscriptionNo(), startSeq);
            }
        }
        return given.isEmpty() && startSeqs.isEmpty() ? NONE : new FilterSet(given, startSeqs);
    }

    /** Whether nobody has a policy. */
    boolean isEmpty() {
        return given.isEmpty();
    }

    /** Whether all policies hold for a sequence, and for those behind it. */
    boolean isWholeAt(long sequence) {
        return lastStartSeq <= sequence;
    }

    /** Those whose policy, or its absence, does not hold for a sequence yet. */
    Collection<Long> notYetAt(long sequence) {
        return startSeqs.entrySet().stream()
                .filter(each -> each.getValue() > sequence)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean holdsAt(long sequence, long subscriptionNo) {
        return startSeqs.getOrDefault(subscriptionNo, 0L) <= sequence;
    }

    boolean isSameAs(FilterSet other) {
        return given.equals(other.given) && startSeqs.equals(other.startSeqs);
    }

    /** Takes a few milliseconds for the largest policies. */
    FilterMachine compiled() {
        return machine(true);
    }

    /** For policies that cannot be compiled. */
    FilterMachine matchingNothing() {
        return machine(false);
    }

    private FilterMachine machine(boolean isReadable) {
        return new FilterMachine(given.entrySet().stream()
                .map(each -> new SubscriptionFilter(
                        each.getKey(),
                        each.getValue().protocol(),
                        isReadable ? policy(each.getKey(), each.getValue()) : FilterPolicy.matchingNothing()))
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
