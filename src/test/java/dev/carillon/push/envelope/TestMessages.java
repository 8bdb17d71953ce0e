package dev.carillon.push.envelope;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TopicArn;
import dev.carillon.push.signing.SignatureVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A topic, its subscriptions and messages for this package's tests. */
public final class TestMessages {
    static final Instant PUBLISHED = Instant.parse("2026-01-15T10:30:01Z");
    static final TopicArn TOPIC = new TopicArn(
            "scw",
            new ProjectScope(
                    new ProjectId(UUID.fromString("11111111-2222-3333-4444-555555555555")), new Region("fr-par")),
            "orders");
    public static final TopicArn FIFO = new TopicArn("scw", TOPIC.scope(), "orders.fifo");
    public static final SubscriptionArn SUBSCRIPTION =
            new SubscriptionArn(TOPIC, UUID.fromString("aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"));

    private static final UUID MESSAGE_ID = UUID.fromString("99999999-8888-7777-6666-555555555555");

    private TestMessages() {}

    public static Publication message(String subject, String text, MessageAttribute... attributes) {
        return new Publication(MESSAGE_ID, subject, MessageText.of(text), false, List.of(attributes), "", "", "");
    }

    /** To be prepared, signed by the first version. */
    static NotificationRequest request(Publication publication) {
        return request(SignatureVersion.V1, publication);
    }

    static NotificationRequest request(SignatureVersion version, Publication publication) {
        return new NotificationRequest(TOPIC, version, 7, publication, PUBLISHED);
    }

    /** A message of a FIFO topic, to be prepared. */
    public static NotificationRequest fifoRequest() {
        Publication publication =
                new Publication(MESSAGE_ID, "", MessageText.of("text"), false, List.of(), "group", "once", "");
        return new NotificationRequest(FIFO, SignatureVersion.V1, 7, publication, PUBLISHED);
    }

    static Publication structured(String json) {
        return new Publication(MESSAGE_ID, "", MessageText.of(json), true, List.of(), "", "", "");
    }

    static Publication traced(String traceParent) {
        return new Publication(MESSAGE_ID, "", MessageText.of("x"), false, List.of(), "", "", traceParent);
    }

    /** One that gets the message alone. */
    static Subscription raw(Protocol protocol) {
        return subscription(protocol).withAttributes(Map.of("RawMessageDelivery", "true"));
    }

    static Subscription subscription(Protocol protocol) {
        return new Subscription(
                1,
                SUBSCRIPTION,
                protocol,
                "https://function.example/f",
                new SubscriptionState.Confirmed(1, ""),
                true,
                false,
                PUBLISHED,
                Map.of());
    }
}
