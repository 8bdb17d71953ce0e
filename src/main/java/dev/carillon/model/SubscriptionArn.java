package dev.carillon.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Names a subscription: its topic's ARN, a colon and a random UUID, which makes the ARN unguessable. */
public record SubscriptionArn(TopicArn topic, UUID id) {
    /** Reads {@link #toString()}'s form; empty for anything else. */
    public static Optional<SubscriptionArn> parse(String text) {
        String[] elements = text.split(":", -1);
        if (elements.length != 7) {
            return Optional.empty();
        }
        Optional<UUID> id = Uuids.parse(elements[6]);
        return TopicArn.fromElements(Arrays.copyOf(elements, 6))
                .flatMap(topic -> id.map(uuid -> new SubscriptionArn(topic, uuid)));
    }

    @Override
    public String toString() {
        return topic + ":" + id;
    }
}
