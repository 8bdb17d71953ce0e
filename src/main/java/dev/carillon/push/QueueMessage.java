package dev.carillon.push;

import dev.carillon.model.MessageAttribute;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/**
 * What is sent to a queue.
 *
 * @param endpoint the queue's ARN
 * @param attributes become the queue's own message attributes
 * @param groupId what the publisher gave; empty when he gave none
 * @param deduplicationId of a FIFO topic's message; only a FIFO queue is told
 */
public record QueueMessage(
        String endpoint, Buffer body, List<MessageAttribute> attributes, String groupId, String deduplicationId)
        implements OutgoingMessage {
    /** As many as SQS allows (SQS Developer Guide, "Message attributes"). */
    public static final int MOST_ATTRIBUTES = 10;

    public QueueMessage {
        attributes = List.copyOf(attributes);
        deduplicationId = endpoint.endsWith(".fifo") ? deduplicationId : "";
    }

    /** Without body and attributes: what was published does not belong into logs. */
    @Override
    public String toString() {
        return "QueueMessage[" + endpoint + ", " + body.length() + " bytes]";
    }
}
