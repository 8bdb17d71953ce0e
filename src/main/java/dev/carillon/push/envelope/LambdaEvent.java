package dev.carillon.push.envelope;

import dev.carillon.model.MessageAttribute;
import dev.carillon.push.envelope.JsonObject.Layout;
import dev.carillon.push.signing.Signed;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The event that AWS Lambda makes of a notification (Lambda Developer Guide, "Example SNS message event"). */
final class LambdaEvent {
    private static final int EXPECTED_BYTES = 1400;
    private static final int EXPECTED_ATTRIBUTE_BYTES = 128;
    private static final String START =
            "{\"Records\":[{\"EventSource\":\"aws:sns\",\"EventVersion\":\"1.0\",\"EventSubscriptionArn\":\"";

    private LambdaEvent() {}

    /** Renders all but the subscription. */
    static Template render(Notification notification, Signed signed, String endpoint) {
        JsonBytes json = new JsonBytes(notification.text().length + EXPECTED_BYTES);
        json.literal("\",\"Sns\":");
        JsonObject members = new JsonObject(json, Layout.COMPACT);
        members.member("Type", "Notification");
        members.member("MessageId", notification.messageId());
        if (notification.isFifo()) {
            members.member("SequenceNumber", notification.sequenceNumber());
        }
        members.member("TopicArn", notification.topicArn());
        subject(members, json, notification.subject());
        members.member("Message", notification.text());
        members.member("Timestamp", notification.timestamp());
        members.member("SignatureVersion", signed.version().wireName());
        members.member("Signature", signed.value());
        members.member("SigningCertUrl", signed.certificateUrl());
        members.openText("UnsubscribeUrl");
        json.text(NotificationEnvelope.unsubscribeUrl(endpoint));
        byte[] start = START.getBytes(StandardCharsets.US_ASCII);
        return new Template(List.of(start, json.toBytes(), end(notification.attributes())));
    }

    /** Here, unlike in an envelope, what is absent is null. */
    private static void subject(JsonObject members, JsonBytes json, String subject) {
        if (subject.isEmpty()) {
            members.open("Subject");
            json.literal("null");
        } else {
            members.member("Subject", subject);
        }
    }

    private static byte[] end(List<MessageAttribute> attributes) {
        JsonBytes json = new JsonBytes(EXPECTED_ATTRIBUTE_BYTES * (1 + attributes.size()));
        json.literal("\",\"MessageAttributes\":");
        NotificationEnvelope.attributes(new JsonObject(json, Layout.COMPACT), json, attributes);
        json.literal("}}]}");
        return json.toBytes();
    }
}
