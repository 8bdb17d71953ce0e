package dev.carillon.push.envelope;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Which text each protocol gets: the message, or of a structured one the member by its name, or {@code default}. */
public final class ProtocolTexts {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String DEFAULT = "default";

    private ProtocolTexts() {}

    /**
     * The text of each of these protocols.
     *
     * @throws RuntimeException when a structured message is not the JSON that was let in
     */
    public static Map<Protocol, MessageText> of(Publication publication, Set<Protocol> protocols) {
        Map<Protocol, MessageText> texts = new EnumMap<>(Protocol.class);
        if (publication.isStructured()) {
            readStructure(publication.message().utf8(), protocols, texts);
        } else {
            protocols.forEach(protocol -> texts.put(protocol, publication.message()));
        }
        return texts;
    }

    /** Values that are no texts count for nothing, as SNS has it ({@code MessageStructure} in its API reference). */
    private static void readStructure(byte[] json, Set<Protocol> protocols, Map<Protocol, MessageText> texts) {
        MessageText usual = MessageText.of("");
        try (JsonParser parser = JSON.createParser(json)) {
            JsonToken start = parser.nextToken();
            if (start != JsonToken.START_OBJECT) {
                throw new IllegalStateException("a structured message that is no object was let in");
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    JsonParser unused = parser.skipChildren();
                } else if (name.equals(DEFAULT)) {
                    usual = MessageText.of(parser.getText());
                } else {
                    put(name, parser, protocols, texts);
                }
            }
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
        for (Protocol protocol : protocols) {
            texts.putIfAbsent(protocol, usual);
        }
    }

    private static void put(String name, JsonParser parser, Set<Protocol> protocols, Map<Protocol, MessageText> texts)
            throws IOException {
        for (Protocol protocol : protocols) {
            if (protocol.wireName().equals(name)) {
                texts.put(protocol, MessageText.of(parser.getText()));
            }
        }
    }
}
