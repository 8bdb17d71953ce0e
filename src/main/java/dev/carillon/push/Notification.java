package dev.carillon.push;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import dev.carillon.model.TopicArn;
import java.time.Instant;
import java.util.List;

/**
 * What the endpoints of one text are told.
 *
 */
final class Notification {
    private static final int ROOM_FOR_THE_REST = 512;

    private final TopicArn topic;
    private final Publication publication;
    private final byte[] text;
    private final String timestamp;

    Notification(TopicArn topic, Publication publication, Instant publishedAt, byte[] text) {
        this.topic = topic;
        this.publication = publication;
        this.text = text;
        this.timestamp = Timestamps.of(publishedAt);
    }

    String topicArn() {
        return topic.toString();
    }

    String messageId() {
        return publication.messageId().toString();
    }

    /** Empty when there is none. */
    String subject() {
        return publication.subject();
    }

    /** UTF-8; not to be written to. */
    byte[] text() {
        return text;
    }

    String timestamp() {
        return timestamp;
    }

    List<MessageAttribute> attributes() {
        return publication.attributes();
    }

    byte[] stringToSign() {
        StringToSign start = new StringToSign(text.length + ROOM_FOR_THE_REST)
                .member("Message", text)
                .member("MessageId", messageId());
        StringToSign middle = subject().isEmpty() ? start : start.member("Subject", subject());
        return middle.member("Timestamp", timestamp)
                .member("TopicArn", topicArn())
                .member("Type", "Notification")
                .toBytes();
    }
}
