package dev.carillon.filter;

import dev.carillon.filter.policy.FilterPolicy;
import dev.carillon.model.Protocol;

/**
 * A subscription with a filter.
 *
 * @param protocol of a structured message, its body is the text of this protocol
 */
public record SubscriptionFilter(long subscriptionNo, Protocol protocol, FilterPolicy policy) {}
