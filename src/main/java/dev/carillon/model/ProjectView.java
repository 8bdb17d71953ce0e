package dev.carillon.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * All metadata of one activated project in one region at one moment; shared freely between threads.
 *
 * @param generation grows with every change of the project, so that of two views the newer is known
 * @param topics by name, oldest first
 */
public record ProjectView(
        ProjectScope scope,
        long generation,
        Instant activatedAt,
        Instant updatedAt,
        Map<String, Topic> topics,
        Map<UUID, Credential> credentials) {
    public ProjectView {
        topics = Ordered.copyOf(topics);
        credentials = Ordered.copyOf(credentials);
    }

    public Optional<Topic> topic(TopicArn arn) {
        return Optional.ofNullable(topics.get(arn.name()))
                .filter(topic -> topic.arn().equals(arn));
    }

    public Optional<Subscription> subscription(SubscriptionArn arn) {
        return topic(arn.topic()).map(topic -> topic.subscriptions().get(arn.id()));
    }

    public ProjectView withTopic(Topic topic) {
        Map<String, Topic> all = new LinkedHashMap<>(topics);
        all.put(topic.arn().name(), topic);
        return new ProjectView(scope, generation + 1, activatedAt, updatedAt, all, credentials);
    }

    public ProjectView withoutTopic(TopicArn arn) {
        Map<String, Topic> rest = new LinkedHashMap<>(topics);
        rest.remove(arn.name());
        return new ProjectView(scope, generation + 1, activatedAt, updatedAt, rest, credentials);
    }

    public ProjectView withCredential(Credential credential) {
        Map<UUID, Credential> all = new LinkedHashMap<>(credentials);
        all.put(credential.id(), credential);
        return new ProjectView(scope, generation + 1, activatedAt, updatedAt, topics, all);
    }

    public ProjectView withoutCredential(UUID id) {
        Map<UUID, Credential> rest = new LinkedHashMap<>(credentials);
        rest.remove(id);
        return new ProjectView(scope, generation + 1, activatedAt, updatedAt, topics, rest);
    }
}
