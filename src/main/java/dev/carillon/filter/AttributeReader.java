package dev.carillon.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.carillon.filter.policy.FieldValue;
import dev.carillon.filter.policy.Work;
import dev.carillon.model.MessageAttribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads from message attributes what policies speak of: of {@code String} a text, of {@code Number} a number, of
 * {@code String.Array} each member; {@code Binary} is not looked at (AWS SNS, "Filter policy constraints").
 */
final class AttributeReader {
    private static final String ARRAY = "String.Array";
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private final Map<String, Integer> fields;
    private final MessageFields values;
    private final Work work;

    AttributeReader(Map<String, Integer> fields, MessageFields values, Work work) {
        this.fields = fields;
        this.values = values;
        this.work = work;
    }

    /** Whether there is anything to match: without attributes no policy does ("Key matching", there). */
    boolean read(List<MessageAttribute> attributes) {
        for (MessageAttribute attribute : attributes) {
            work.spend(1);
            @Nullable Integer field = fields.get(attribute.name());
            if (field != null && !attribute.isBinary()) {
                read(field, attribute);
            }
        }
        return !attributes.isEmpty();
    }

    private void read(int field, MessageAttribute attribute) {
        String type = attribute.dataType();
        if (type.equals(ARRAY) || type.startsWith(ARRAY + ".")) {
            members(attribute.value()).forEach(member -> values.add(field, member));
        } else if (type.startsWith("Number")) {
            values.add(field, FieldValue.literal(attribute.value(), ArrayElements.BODY));
        } else {
            values.add(field, FieldValue.text(attribute.value(), ArrayElements.BODY));
        }
    }

    /** None when it is not a JSON array: the attribute is then as good as absent. */
    private List<FieldValue> members(String json) {
        List<FieldValue> members = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                work.spend(1);
                if (token.isStructStart()) {
                    var unused = parser.skipChildren();
                } else {
                    String text = parser.getText();
                    members.add(
                            token == JsonToken.VALUE_STRING
                                    ? FieldValue.text(text, ArrayElements.BODY)
                                    : FieldValue.literal(text, ArrayElements.BODY));
                }
            }
            return parser.nextToken() == null ? members : List.of();
        } catch (IOException malformed) {
            return List.of();
        }
    }
}
