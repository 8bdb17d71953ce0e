package dev.carillon.sns.wire.request;

import dev.carillon.model.MessageText;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields of one request, by the names that the query protocol has for them, decoded into one array of UTF-8 from which
 * they are read on demand. Immutable once parsed; may go from thread to thread.
 */
public final class QueryRequest {
    private static final int MAX_DIGITS = 6;

    private final byte[] decoded;
    private final Map<String, Slice> fields;

    QueryRequest(byte[] decoded, Map<String, Slice> fields) {
        this.decoded = decoded;
        this.fields = fields;
    }

    /** A field's value within the decoded bytes. */
    record Slice(int start, int end) {}

    /**
     * Reads a body of {@code application/x-www-form-urlencoded}, or the raw query of a URL, without its question mark. The
     * array is not kept.
     */
    public static Checked<QueryRequest> parse(byte[] form) {
        return new FormDecoder(form).decode();
    }

    /**
     * Reads a body of the JSON protocol.
     *
     * @param target the header {@code X-Amz-Target}, behind whose last dot the action stands
     */
    public static Checked<QueryRequest> parseJson(byte[] body, Optional<String> target) {
        return new JsonDecoder().decode(body, target.map(text -> text.substring(text.lastIndexOf('.') + 1)));
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

    /** The numbers of a list's members, rising: of {@code Tags.member.} those N with a {@code Tags.member.N.…}. */
    public List<Integer> members(String list) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (String name : fields.keySet()) {
            int dot = name.startsWith(list) ? name.indexOf('.', list.length()) : -1;
            if (dot > list.length() && dot - list.length() <= MAX_DIGITS) {
                number(name, list.length(), dot).ifPresent(numbers::add);
            }
        }
        return List.copyOf(numbers);
    }

    /** The texts of a list whose members are texts, in the order of their numbers: {@code TagKeys.member.N}. */
    public List<String> texts(String list) {
        Map<Integer, String> texts = new TreeMap<>();
        for (String name : fields.keySet()) {
            int digits = name.startsWith(list) ? name.length() - list.length() : 0;
            if (digits > 0 && digits <= MAX_DIGITS) {
                number(name, list.length(), name.length())
                        .ifPresent(number -> texts.put(number, text(name).orElse("")));
            }
        }
        return List.copyOf(texts.values());
    }

    private static OptionalInt number(String name, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            int digit = name.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                return OptionalInt.empty();
            }
            number = 10 * number + digit;
        }
        return OptionalInt.of(number);
    }

    /** The names only: values do not belong into logs. */
    @Override
    public String toString() {
        return "QueryRequest" + fields.keySet();
    }
}
