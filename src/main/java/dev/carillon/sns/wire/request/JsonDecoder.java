package dev.carillon.sns.wire.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.Echo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decodes a request of the JSON protocol into the fields that the query protocol has for it, so that everything behind reads
 * both in the same way. Used once.
 *
 * <pre>
 *   {"Tags": [{"Key": "a"}]}                      Tags.member.1.Key = a
 *   {"TagKeys": ["a"]}                            TagKeys.member.1 = a
 *   {"Attributes": {"DisplayName": "b"}}          Attributes.entry.1.key = DisplayName, Attributes.entry.1.value = b
 *   {"MessageAttributes": {"c": {"DataType": …}}} MessageAttributes.entry.1.Name = c, MessageAttributes.entry.1.Value.DataType = …
 * </pre>
 *
 * Truth values and numbers become their texts, null is absent, a blob is the same Base64 in both.
 */
final class JsonDecoder {
    private static final String MALFORMED = "Invalid request: the body is not one well-formed JSON object";

    /**
     * What lies deeper is ignored, as every member that nobody knows: a batch's message attributes are in the fifth
     * object or array. A name is as long as its path, so that a deep body would take far more memory than it has bytes.
     */
    private static final int KNOWN_DEPTH = 8;

    private static final Set<String> MAPS = Set.of("Attributes", "MessageAttributes");
    private static final Set<String> LISTS =
            Set.of("Tags", "TagKeys", "PublishBatchRequestEntries", "AWSAccountId", "ActionName");

    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    private final Map<String, QueryRequest.Slice> fields = new LinkedHashMap<>(32);

    /** The name of the field that is read, or its beginning. */
    private final StringBuilder path = new StringBuilder();

    private int values;

    JsonDecoder() {}

    /** Why a request cannot be read, for its client. */
    private static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;

        Unreadable(String text) {
            super(text);
        }
    }

    /** @param action what the head of the request asks for; the body has no say in it */
    Checked<QueryRequest> decode(byte[] body, Optional<String> action) {
        try (JsonParser json = StrictJson.FACTORY.createParser(body)) {
            if (action.isPresent()) {
                put("Action", action.get());
            }
            JsonToken first = json.nextToken();
            if (first == JsonToken.START_OBJECT) {
                structure(json);
            }
            boolean isWhole = first == null || (first == JsonToken.START_OBJECT && json.nextToken() == null);
            return isWhole
                    ? Checked.valid(new QueryRequest(decoded.toByteArray(), fields))
                    : Checked.invalidParameter(MALFORMED);
        } catch (Unreadable trouble) {
            return Checked.invalidParameter("Invalid request: " + trouble.getMessage());
        } catch (IOException malformed) {
            return Checked.invalidParameter(MALFORMED);
        }
    }

    private void structure(JsonParser json) throws IOException {
        boolean isRoot = json.getParsingContext().getParent().inRoot();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            refuseOtherShape(name, value);
            if (isRoot && name.equals("Action")) {
                skip(json);
                continue;
            }
            int outer = enter(isRoot ? "" : ".", name);
            if (value == JsonToken.START_OBJECT && name.equals("MessageAttributes")) {
                map(json, ".Name", ".Value");
            } else if (value == JsonToken.START_OBJECT && name.equals("Attributes")) {
                map(json, ".key", ".value");
            } else {
                value(json, value);
            }
            path.setLength(outer);
        }
    }

    /** What would otherwise be a field of another name, which nobody asks for. */
    private static void refuseOtherShape(String name, JsonToken value) throws Unreadable {
        boolean isOther = (MAPS.contains(name) && value != JsonToken.START_OBJECT)
                || (LISTS.contains(name) && value != JsonToken.START_ARRAY);
        if (isOther && value != JsonToken.VALUE_NULL) {
            throw new Unreadable(name + " must be a JSON " + (MAPS.contains(name) ? "object" : "array"));
        }
    }

    private void map(JsonParser json, String keyField, String valueField) throws IOException {
        count();
        for (int number = 1; json.nextToken() != JsonToken.END_OBJECT; number++) {
            int outer = enter(".entry.", Integer.toString(number));
            int entry = path.length();
            path.append(keyField);
            put(path.toString(), json.currentName());
            path.setLength(entry);
            path.append(valueField);
            value(json, json.nextToken());
            path.setLength(outer);
        }
    }

    private void value(JsonParser json, JsonToken token) throws IOException {
        count();
        if (token.isStructStart() && json.getParsingContext().getNestingDepth() > KNOWN_DEPTH) {
            skip(json);
            return;
        }
        switch (token) {
            case START_OBJECT -> structure(json);
            case START_ARRAY -> list(json);
            case VALUE_NULL -> {}
            default -> put(path.toString(), json.getText());
        }
    }

    /** Passes over what is in an object or array, or over nothing of another value. */
    private void skip(JsonParser json) throws IOException {
        if (!json.currentToken().isStructStart()) {
            return;
        }
        for (int open = 1; open > 0; ) {
            JsonToken token = json.nextToken();
            if (token.isStructEnd()) {
                open--;
            } else if (token != JsonToken.FIELD_NAME) {
                open += token.isStructStart() ? 1 : 0;
                count();
            }
        }
    }

    private void list(JsonParser json) throws IOException {
        int number = 1;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            int outer = enter(".member.", Integer.toString(number++));
            value(json, token);
            path.setLength(outer);
        }
    }

    /** Goes on with the path; gives how long it was before. */
    private int enter(String separator, String name) {
        int before = path.length();
        path.append(separator).append(name);
        return before;
    }

    /** Of each value, whatever it is: what becomes no field takes time, too, and as long a name. */
    private void count() throws Unreadable {
        if (++values > FormDecoder.MAX_FIELDS) {
            throw tooMany();
        }
    }

    private static Unreadable tooMany() {
        return new Unreadable("it has more than " + FormDecoder.MAX_FIELDS + " fields");
    }

    private void put(String name, String text) throws IOException {
        if (!encoder.canEncode(text)) {
            throw new Unreadable("half a character of two");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > FormDecoder.MAX_FIELD_BYTES) {
            throw new Unreadable("a field is longer than " + FormDecoder.MAX_FIELD_BYTES + " bytes");
        }
        if (fields.size() == FormDecoder.MAX_FIELDS) {
            throw tooMany();
        }
        int start = decoded.size();
        decoded.writeBytes(utf8);
        if (fields.put(name, new QueryRequest.Slice(start, decoded.size())) != null) {
            throw new Unreadable("the field " + Echo.of(name) + " is there twice");
        }
    }
}
