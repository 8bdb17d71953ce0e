package dev.carillon.push.envelope;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import dev.carillon.model.SequenceNumber;
import java.util.List;

/** What the endpoints of one text are told. */
final class Notification {
    private static final int ROOM_FOR_THE_REST = 512;

    private final NotificationRequest request;
    private final Publication publication;
    private final byte[] text;
    private final String timestamp;

    Notification(NotificationRequest request, byte[] text) {
        this.request = request;
        this.publication = request.publication();
        this.text = text;
        this.timestamp = Timestamps.of(request.publishedAt());
    }

    /** Whether it is of a FIFO topic. */
    boolean isFifo() {
        return request.topic().isFifo();
    }

    String topicArn() {
        return request.topic().toString();
    }

    /** Of a FIFO topic. */
    String sequenceNumber() {
        return SequenceNumber.of(request.sequence());
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
