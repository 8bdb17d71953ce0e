package dev.carillon.sns.wire.publication;

import dev.carillon.model.Publication;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the entries of a PublishBatch. What is wrong with the batch is one fault; what is wrong with an entry stays with
 * that entry.
 */
public final class BatchReader {
    private static final String LIST = "PublishBatchRequestEntries.member.";
    private static final int MAX_ENTRIES = 10;
    private static final int MAX_ID_LENGTH = 80;

    private BatchReader() {}

    /** One message of a batch, by the id that its publisher gave it. */
    public record Entry(String id, Checked<Publication> publication) {}

    public static Checked<List<Entry>> read(QueryRequest request, String traceParent, TopicKind kind) {
        List<Integer> members = request.members(LIST);
        if (members.isEmpty()) {
            return fault(SnsErrorCode.EMPTY_BATCH_REQUEST, "The batch request doesn't contain any entries.");
        }
        if (members.size() > MAX_ENTRIES) {
            return fault(
                    SnsErrorCode.TOO_MANY_ENTRIES_IN_BATCH_REQUEST,
                    "The batch request contains more entries than permissible.");
        }
        List<Entry> entries = new ArrayList<>(members.size());
        int bytes = 0;
        for (int number : members) {
            String prefix = LIST + number + ".";
            Checked<Publication> publication = PublicationReader.read(request, prefix, traceParent, kind);
            entries.add(new Entry(request.text(prefix + "Id").orElse(""), publication));
            bytes += publication.fold(PublicationSize::bytes, fault -> sentBytes(request, prefix));
        }
        return checkedIds(entries, bytes);
    }

    /** As {@link PublicationSize}, of a message that could not be read: the lengths of the same fields as they were sent. */
    private static int sentBytes(QueryRequest request, String prefix) {
        int bytes = request.lengthBytes(prefix + "Message");
        String attributes = prefix + "MessageAttributes.entry.";
        for (int number : request.members(attributes)) {
            String entry = attributes + number;
            bytes += request.lengthBytes(entry + ".Name")
                    + request.lengthBytes(entry + ".Value.DataType")
                    + request.lengthBytes(entry + ".Value.StringValue")
                    + request.lengthBytes(entry + ".Value.BinaryValue") / 4 * 3;
        }
        return bytes;
    }

    private static Checked<List<Entry>> checkedIds(List<Entry> entries, int bytes) {
        Set<String> ids = new HashSet<>();
        for (Entry entry : entries) {
            if (!isId(entry.id())) {
                return fault(
                        SnsErrorCode.INVALID_BATCH_ENTRY_ID,
                        "The Id of a batch entry in a batch request doesn't abide by the specification.");
            }
            if (!ids.add(entry.id())) {
                return fault(
                        SnsErrorCode.BATCH_ENTRY_IDS_NOT_DISTINCT,
                        "Two or more batch entries in the request have the same Id.");
            }
        }
        return bytes <= PublicationSize.MAX_BYTES
                ? Checked.valid(entries)
                : fault(
                        SnsErrorCode.BATCH_REQUEST_TOO_LONG,
                        "The length of all the batch messages put together is more than the limit.");
    }

    private static boolean isId(String id) {
        return !id.isEmpty() && id.length() <= MAX_ID_LENGTH && NameCharacters.isWord(id);
    }

    private static Checked<List<Entry>> fault(SnsErrorCode code, String message) {
        return Checked.invalid(SnsFault.of(code, message));
    }
}
