package dev.carillon.push.envelope;

import dev.carillon.model.MessageAttribute;
import dev.carillon.push.envelope.JsonObject.Layout;
import dev.carillon.push.signing.Signed;
import java.util.List;

/**
 * The JSON around a message, members in the order and layout of AWS's (SNS Developer Guide, "HTTP/HTTPS notification JSON
 * format"). Only the link to unsubscribe differs from one subscription to another.
 */
final class NotificationEnvelope {
    /** Names, punctuation, ids, the signature and the URLs. */
    private static final int EXPECTED_BYTES = 1400;

    private static final int EXPECTED_ATTRIBUTE_BYTES = 128;

    private NotificationEnvelope() {}

    /**
     * Renders all but the subscription.
     *
     * @param endpoint the public URL of the SNS API
     */
    static Template render(Notification notification, Signed signed, String endpoint) {
        JsonBytes json = new JsonBytes(notification.text().length + EXPECTED_BYTES);
        JsonObject members = begin(json, notification);
        members.member("SignatureVersion", signed.version().wireName());
        members.member("Signature", signed.value());
        members.member("SigningCertURL", signed.certificateUrl());
        return end(json, members, notification, endpoint);
    }

    /** As {@link #render}, without a signature: a FIFO topic's for queues (SNS Developer Guide, "FIFO message delivery"). */
    static Template renderUnsigned(Notification notification, String endpoint) {
        JsonBytes json = new JsonBytes(notification.text().length + EXPECTED_BYTES);
        return end(json, begin(json, notification), notification, endpoint);
    }

    private static JsonObject begin(JsonBytes json, Notification notification) {
        JsonObject members = new JsonObject(json, Layout.LINES);
        members.member("Type", "Notification");
        members.member("MessageId", notification.messageId());
        if (notification.isFifo()) {
            members.member("SequenceNumber", notification.sequenceNumber());
        }
        members.member("TopicArn", notification.topicArn());
        if (!notification.subject().isEmpty()) {
            members.member("Subject", notification.subject());
        }
        members.member("Message", notification.text());
        members.member("Timestamp", notification.timestamp());
        return members;
    }

    private static Template end(JsonBytes json, JsonObject members, Notification notification, String endpoint) {
        members.openText("UnsubscribeURL");
        json.text(unsubscribeUrl(endpoint));
        return new Template(List.of(json.toBytes(), end(notification.attributes())));
    }

    /** But for the ARN that ends it. */
    static String unsubscribeUrl(String endpoint) {
        return endpoint + "/?Action=Unsubscribe&SubscriptionArn=";
    }

    private static byte[] end(List<MessageAttribute> attributes) {
        JsonBytes json = new JsonBytes(EXPECTED_ATTRIBUTE_BYTES * (1 + attributes.size()));
        json.literal("\"");
        JsonObject members = JsonObject.continued(json, Layout.LINES);
        if (!attributes.isEmpty()) {
            members.open("MessageAttributes");
            attributes(new JsonObject(json, Layout.INNER_LINES), json, attributes);
        }
        members.end();
        return json.toBytes();
    }

    /** Writes them all into an object that was begun for them, and ends it. */
    static void attributes(JsonObject object, JsonBytes json, List<MessageAttribute> attributes) {
        for (MessageAttribute attribute : attributes) {
            object.open(attribute.name());
            JsonObject members = new JsonObject(json, Layout.COMPACT);
            members.member("Type", attribute.dataType());
            members.member("Value", attribute.value());
            members.end();
        }
        object.end();
    }
}
