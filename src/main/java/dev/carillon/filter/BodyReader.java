package dev.carillon.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.carillon.filter.policy.FieldValue;
import dev.carillon.filter.policy.Work;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads from a JSON body what policies speak of, and skips the rest. */
final class BodyReader {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final FieldTree fields;
    private final MessageFields values;
    private final Work work;

    BodyReader(FieldTree fields, MessageFields values, Work work) {
        this.fields = fields;
        this.values = values;
        this.work = work;
    }

    /**
     * Whether it is one JSON object, to its end.
     *
     * @throws Work.OverLimit when it is nested too deep or has too much in it
     */
    boolean read(byte[] utf8) {
        try (JsonParser parser = JSON.createParser(utf8)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            object(parser, fields, ArrayElements.BODY);
            return parser.nextToken() == null;
        } catch (StreamConstraintsException tooDeep) {
            throw Work.overLimit();
        } catch (IOException malformed) {
            return false;
        }
    }

    private void object(JsonParser parser, FieldTree node, int element) throws IOException {
        for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            work.spend(1);
            JsonToken token = parser.nextToken();
            @Nullable FieldTree child = node.step(name);
            if (child == null) {
                var unused = parser.skipChildren();
            } else {
                value(parser, token, child, element);
            }
        }
    }

    private void value(JsonParser parser, JsonToken token, FieldTree node, int element) throws IOException {
        if (token == JsonToken.START_ARRAY) {
            array(parser, node, element);
        } else if (token == JsonToken.START_OBJECT) {
            object(parser, node, element);
        } else if (node.isField()) {
            String text = parser.getText();
            values.add(
                    node.field(),
                    token == JsonToken.VALUE_STRING
                            ? FieldValue.text(text, element)
                            : FieldValue.literal(text, element));
        }
    }

    /** An array of nothing but plain values is no more than so many values of its field. */
    private void array(JsonParser parser, FieldTree node, int element) throws IOException {
        int array = ArrayElements.BODY;
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            work.spend(1);
            if (!token.isStructStart()) {
                value(parser, token, node, element);
            } else if (token == JsonToken.START_OBJECT && !node.hasChildren()) {
                var unused = parser.skipChildren();
            } else {
                array = array == ArrayElements.BODY ? values.elements().add(element) : array;
                value(parser, token, node, values.elements().add(array));
            }
        }
    }
}
