package dev.carillon.model;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A topic with its subscriptions at one moment.
 *
 * @param topicNo the number that names it on disk; never used twice in one database
 * @param attributes what was set, by SNS's attribute names, values as they were given
 * @param tags what its owner calls it by: for him alone, the broker makes nothing of them
 * @param subscriptions by the id that ends their ARN, oldest first
 * @param subscriptionsDeleted how many subscriptions it has lost so far ({@code SubscriptionsDeleted})
 */
public record Topic(
        long topicNo,
        TopicArn arn,
        Map<String, String> attributes,
        Map<String, String> tags,
        Map<UUID, Subscription> subscriptions,
        long subscriptionsDeleted) {
    public Topic {
        attributes = Map.copyOf(attributes);
        tags = Map.copyOf(tags);
        subscriptions = Ordered.copyOf(subscriptions);
    }

    /** Whether its messages keep their order within their groups, and are taken once. */
    public boolean isFifo() {
        return arn.isFifo();
    }

    /** Of a FIFO topic: whether messages that have the same deduplication id are the same only within their group. */
    public boolean isDeduplicatedByGroup() {
        return attributes.getOrDefault("FifoThroughputScope", "").equals("MessageGroup");
    }

    /** Of a FIFO topic: whether messages that have no deduplication id and the same text are the same. */
    public boolean isDeduplicatedByContent() {
        return attributes.getOrDefault("ContentBasedDeduplication", "").equals("true");
    }

    /** Whether a message published now would reach anybody. A loop, since it is asked for each message. */
    public boolean hasConfirmedSubscription() {
        for (Subscription each : subscriptions.values()) {
            if (each.isConfirmed()) {
                return true;
            }
        }
        return false;
    }

    /** The subscription of this protocol and endpoint: there is at most one. */
    public Optional<Subscription> subscriptionTo(Protocol protocol, String endpoint) {
        return subscriptions.values().stream()
                .filter(each -> each.protocol() == protocol && each.endpoint().equals(endpoint))
                .findFirst();
    }

    public Topic withAttributes(Map<String, String> newAttributes) {
        return new Topic(topicNo, arn, newAttributes, tags, subscriptions, subscriptionsDeleted);
    }

    public Topic withTags(Map<String, String> newTags) {
        return new Topic(topicNo, arn, attributes, newTags, subscriptions, subscriptionsDeleted);
    }

    /** Adds a subscription or replaces the one with its id. */
    public Topic withSubscription(Subscription subscription) {
        Map<UUID, Subscription> all = new LinkedHashMap<>(subscriptions);
        all.put(subscription.arn().id(), subscription);
        return new Topic(topicNo, arn, attributes, tags, all, subscriptionsDeleted);
    }

    /** Takes subscriptions away and counts them as deleted. */
    public Topic withoutSubscriptions(Collection<UUID> ids) {
        Map<UUID, Subscription> rest = new LinkedHashMap<>(subscriptions);
        rest.keySet().removeAll(ids);
        int removed = subscriptions.size() - rest.size();
        return new Topic(topicNo, arn, attributes, tags, rest, subscriptionsDeleted + removed);
    }
}
