package dev.carillon.model;

import java.util.List;
import java.util.UUID;

/**
 * One message on its way in, already checked. Absent texts are empty: SNS allows none of them to be present and empty.
 *
 * @param isStructured whether the message is a JSON object with a text per protocol ({@code MessageStructure=json})
 * @param traceParent the W3C trace context header of the publish
 */
public record Publication(
        UUID messageId,
        String subject,
        MessageText message,
        boolean isStructured,
        List<MessageAttribute> attributes,
        String groupId,
        String deduplicationId,
        String traceParent) {
    public Publication {
        attributes = List.copyOf(attributes);
    }

    /** Its ids alone: what is kept of a message that nobody waits for, where later ones are held against it. */
    public Publication withoutContent() {
        return new Publication(messageId, "", MessageText.of(""), false, List.of(), groupId, deduplicationId, "");
    }

    /** Whether there is a message at all: SNS takes no empty one. */
    public boolean hasContent() {
        return message.lengthBytes() > 0;
    }

    /** The same message with other attributes. */
    public Publication withAttributes(List<MessageAttribute> others) {
        return new Publication(
                messageId, subject, message, isStructured, others, groupId, deduplicationId, traceParent);
    }

    /** Its id only: what was published does not belong into logs. */
    @Override
    public String toString() {
        return "Publication[" + messageId + "]";
    }
}
