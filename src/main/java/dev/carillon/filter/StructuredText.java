package dev.carillon.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body that a protocol's endpoints get of a structured message: the text by its name, or {@code default}. */
final class StructuredText {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DEFAULT = "default";

    private final Map<String, String> texts = new HashMap<>();

    /** @throws IOException when it is not the JSON that was let in */
    StructuredText(MessageText message) throws IOException {
        try (JsonParser parser = JSON.createParser(message.utf8())) {
            var unused = parser.nextToken();
            for (@Nullable String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
    }

    MessageText of(Protocol protocol) {
        return MessageText.of(texts.getOrDefault(protocol.wireName(), texts.getOrDefault(DEFAULT, "")));
    }
}
