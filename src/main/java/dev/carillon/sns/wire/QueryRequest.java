package dev.carillon.sns.wire;

import dev.carillon.model.MessageText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one request of the query protocol, decoded into one array of UTF-8 from which they are read on demand.
 * Immutable once parsed; may go from thread to thread.
 */
public final class QueryRequest {
    private final byte[] decoded;
    private final Map<String, Slice> fields;

    QueryRequest(byte[] decoded, Map<String, Slice> fields) {
        this.decoded = decoded;
        this.fields = fields;
    }

    /** A field's value within the decoded bytes. */
    record Slice(int start, int end) {}

    /** Reads a body of {@code application/x-www-form-urlencoded}, or the raw query of a URL. The array is not kept. */
    public static Checked<QueryRequest> parse(byte[] form) {
        return new FormDecoder(form).decode();
    }

    /** Reads the raw query of a GET, without its question mark. */
    public static Checked<QueryRequest> parseQuery(String rawQuery) {
        return parse(rawQuery.getBytes(StandardCharsets.UTF_8));
    }

    /** The field's text; present and empty when it was sent without one. */
    public Optional<String> text(String name) {
        Slice slice = fields.get(name);
        return slice == null
                ? Optional.empty()
                : Optional.of(new String(decoded, slice.start, slice.end - slice.start, StandardCharsets.UTF_8));
    }

    /** The field's text as the bytes that it is, never widened to characters. */
    public Optional<MessageText> message(String name) {
        Slice slice = fields.get(name);
        return slice == null
                ? Optional.empty()
                : Optional.of(MessageText.ofTrustedUtf8(Arrays.copyOfRange(decoded, slice.start, slice.end)));
    }

    public boolean has(String name) {
        return fields.containsKey(name);
    }

    /** How long the field's value is in UTF-8; 0 when there is no such field. */
    public int lengthBytes(String name) {
        Slice slice = fields.get(name);
        return slice == null ? 0 : slice.end - slice.start;
    }

    /** Whether XML 1.0 can carry the field's value; true when there is no such field. */
    public boolean isXmlText(String name) {
        Slice slice = fields.get(name);
        return slice == null || Utf8Check.isXml(decoded, slice.start, slice.end);
    }

    /** What is to be done: {@code Action}. */
    public Checked<SnsAction> action() {
        return SnsAction.find(text("Action"));
    }

    public Iterable<String> names() {
        return fields.keySet();
    }

    /** The names only: values do not belong into logs. */
    @Override
    public String toString() {
        return "QueryRequest" + fields.keySet();
    }
}
