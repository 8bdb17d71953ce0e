package dev.carillon.push;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.Publication;
import dev.carillon.model.SubscriptionArn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Why a message goes to a dead-letter queue.
 *
 * @param statusCode of the endpoint's last answer; 0 where there was none
 * @param error a short fixed word such as {@code timeout}
 * @param attempts how many the endpoint had
 */
public record DeadLetter(int statusCode, String error, int attempts) {
    private static final String REQUEST_ID = "RequestID";
    private static final String ERROR_CODE = "ErrorCode";
    private static final String ERROR_MESSAGE = "ErrorMessage";
    private static final Set<String> OWN = Set.of(REQUEST_ID, ERROR_CODE, ERROR_MESSAGE);

    /**
     * What the dead-letter queue gets in the endpoint's place: the same body. A raw message for a queue brings its own
     * attributes along, if they all find room beside the three.
     *
     * @param undelivered what the endpoint would have got of the publication
     */
    public QueueMessage message(
            OutgoingMessage undelivered, String queueArn, SubscriptionArn subscription, Publication publication) {
        List<MessageAttribute> attributes = new ArrayList<>();
        attributes.add(text(REQUEST_ID, requestId(subscription, publication.messageId())));
        attributes.add(text(ERROR_CODE, statusCode == 0 ? error : Integer.toString(statusCode)));
        attributes.add(text(ERROR_MESSAGE, explanation()));
        String groupId = subscription.topic().isFifo() ? publication.groupId() : "";
        if (undelivered instanceof QueueMessage queued) {
            groupId = queued.groupId();
            List<MessageAttribute> others = queued.attributes().stream()
                    .filter(each -> !OWN.contains(each.name()))
                    .toList();
            if (others.size() + OWN.size() <= QueueMessage.MOST_ATTRIBUTES) {
                attributes.addAll(others);
            }
        }
        return new QueueMessage(queueArn, undelivered.body(), attributes, groupId, publication.deduplicationId());
    }

    private String explanation() {
        String what = statusCode == 0 ? "The endpoint gave no answer: " + error : "The endpoint answered " + statusCode;
        return what + ", attempts: " + attempts;
    }

    /** The same whenever this message is sent there again, so that repeats can be told. */
    private static String requestId(SubscriptionArn subscription, UUID messageId) {
        return UUID.nameUUIDFromBytes((subscription + "/" + messageId).getBytes(StandardCharsets.US_ASCII))
                .toString();
    }

    private static MessageAttribute text(String name, String value) {
        return new MessageAttribute(name, "String", value);
    }
}
