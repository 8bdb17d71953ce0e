package dev.carillon.sns.wire.publication;

import dev.carillon.model.MessageAttribute;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.FirstFault;
import dev.carillon.sns.wire.RandomUuids;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.List;
import java.util.Optional;

/** Reads and checks one message of a Publish or of an entry of a PublishBatch, and gives it its id. Used once. */
public final class PublicationReader {
    static final String EMPTY = "Invalid parameter: Empty message";
    static final String NOT_XML = "Invalid parameter: Message Reason: It holds a character that XML 1.0 cannot carry";

    private static final MessageText NO_TEXT = MessageText.of("");
    private static final int MAX_SUBJECT_CHARACTERS = 100;

    private final QueryRequest request;
    private final String prefix;
    private final TopicKind kind;

    private PublicationReader(QueryRequest request, String prefix, TopicKind kind) {
        this.request = request;
        this.prefix = prefix;
        this.kind = kind;
    }

    /**
     * Reads the message of a Publish.
     *
     * @param traceParent a well-formed W3C trace context, or nothing
     */
    public static Checked<Publication> read(QueryRequest request, String traceParent, TopicKind kind) {
        return read(request, "", traceParent, kind);
    }

    /** @param prefix what precedes the names of the message's fields */
    static Checked<Publication> read(QueryRequest request, String prefix, String traceParent, TopicKind kind) {
        return new PublicationReader(request, prefix, kind).read(traceParent);
    }

    private Checked<Publication> read(String traceParent) {
        FirstFault faults = new FirstFault();
        MessageText message = faults.take(message(), NO_TEXT);
        String subject = faults.take(subject(), "");
        boolean isStructured = faults.take(isStructured(message), false);
        List<MessageAttribute> attributes = faults.take(new MessageAttributeReader(request, prefix).read(), List.of());
        String groupId = faults.take(FifoIds.groupId(request.text(prefix + "MessageGroupId"), kind), "");
        String deduplicationId = faults.take(
                FifoIds.deduplicationId(request.text(prefix + "MessageDeduplicationId"), kind, message), "");
        return faults.ifNone(() -> new Publication(
                        RandomUuids.next(),
                        subject,
                        message,
                        isStructured,
                        attributes,
                        groupId,
                        deduplicationId,
                        traceParent))
                .then(PublicationReader::withinLimit);
    }

    private Checked<MessageText> message() {
        String field = prefix + "Message";
        if (!request.has(field)) {
            return Checked.invalidParameter("Invalid parameter: Message Reason: no value for required parameter");
        }
        if (request.lengthBytes(field) == 0) {
            return Checked.invalidParameter(EMPTY);
        }
        return request.isXmlText(field)
                ? Checked.valid(request.message(field).orElse(NO_TEXT))
                : Checked.invalidParameter(NOT_XML);
    }

    private Checked<String> subject() {
        Optional<String> subject = request.text(prefix + "Subject");
        return subject.isEmpty() || isSubject(subject.get())
                ? Checked.valid(subject.orElse(""))
                : Checked.invalidParameter("Invalid parameter: Subject");
    }

    private boolean isSubject(String subject) {
        return !subject.isEmpty()
                && subject.codePointCount(0, subject.length()) <= MAX_SUBJECT_CHARACTERS
                && subject.codePoints().noneMatch(PublicationReader::breaksLine)
                && request.isXmlText(prefix + "Subject");
    }

    /** Control characters, and the two of Unicode that are line breaks without being controls. */
    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }

    private Checked<Boolean> isStructured(MessageText message) {
        String structure = request.text(prefix + "MessageStructure").orElse("");
        return switch (structure) {
            case "" -> Checked.valid(false);
            case "json" -> Checked.unless(MessageStructure.objection(message), "", true);
            default -> Checked.invalidParameter("Invalid parameter: MessageStructure");
        };
    }

    private static Checked<Publication> withinLimit(Publication publication) {
        return PublicationSize.bytes(publication) <= PublicationSize.MAX_BYTES
                ? Checked.valid(publication)
                : Checked.invalidParameter("Invalid parameter: Message too long");
    }
}
