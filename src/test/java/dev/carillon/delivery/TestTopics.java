package dev.carillon.delivery;

import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.TopicArn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The topics of tests, their subscriptions and their messages. */
public final class TestTopics {
    /** From this number on topics are FIFO; a message's group is the first letter of its text. */
    public static final long FIFO = 1_000;

    static final ProjectScope SCOPE = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));

    /** When virtual time begins. */
    private static final Instant CREATED = Instant.parse("2026-01-15T10:30:00Z");

    private TestTopics() {}

    public static Subscription subscription(long topicNo, long no, Protocol protocol, long startSeq) {
        return subscription(topicNo, no, protocol, startSeq, endpoint(no));
    }

    public static Subscription subscription(long topicNo, long no, Protocol protocol, long startSeq, String endpoint) {
        return new Subscription(
                no,
                new SubscriptionArn(arn(topicNo), new UUID(3, no)),
                protocol,
                endpoint,
                new Confirmed(startSeq, ""),
                false,
                false,
                CREATED,
                Map.of());
    }

    /** A subscription's endpoint; all are at one origin. */
    public static String endpoint(long subscriptionNo) {
        return "http://127.0.0.1:9000/" + subscriptionNo;
    }

    static TopicArn arn(long topicNo) {
        return new TopicArn("scw", SCOPE, "topic-" + topicNo + (topicNo < FIFO ? "" : ".fifo"));
    }

    static Publication publication(long topicNo, String text) {
        String group = topicNo < FIFO ? "" : text.substring(0, 1);
        return new Publication(UUID.randomUUID(), "", MessageText.of(text), false, List.of(), group, "", "");
    }
}
