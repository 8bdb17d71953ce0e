package dev.carillon.sns.wire.publication;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.sns.wire.request.StrictJson;
import dev.carillon.sns.wire.request.Utf8Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The check of a message with one text per protocol: {@code MessageStructure=json} in the AWS SNS API reference of
 * Publish. It must be an object with a text called {@code default}; members that are no texts are ignored.
 * A text that is sent to anybody must not be empty, as no message is: queues take none.
 */
final class MessageStructure {
    private static final String NOT_JSON = "Invalid parameter: Message Structure - JSON message body failed to parse";

    private MessageStructure() {}

    /** What is wrong with the message, as AWS says it; empty when nothing is. */
    static Optional<String> objection(MessageText message) {
        try (JsonParser json = StrictJson.FACTORY.createParser(message.utf8())) {
            return texts(json);
        } catch (IOException malformed) {
            return Optional.of(NOT_JSON);
        }
    }

    private static Optional<String> texts(JsonParser json) throws IOException {
        boolean hasDefault = false;
        boolean isXml = true;
        boolean isAnyEmpty = false;
        if (json.nextToken() != JsonToken.START_OBJECT) {
            return Optional.of(NOT_JSON);
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_STRING) {
                boolean isDefault = name.equals("default");
                hasDefault |= isDefault;
                isAnyEmpty |= json.getTextLength() == 0
                        && (isDefault || Protocol.fromWireName(name).isPresent());
                isXml &= isXml(json.getText());
            }
            json.skipChildren();
        }
        if (json.nextToken() != null) {
            return Optional.of(NOT_JSON);
        }
        if (!hasDefault) {
            return Optional.of("Invalid parameter: Message Structure - No default entry in JSON message body");
        }
        if (isAnyEmpty) {
            return Optional.of(PublicationReader.EMPTY);
        }
        return isXml ? Optional.empty() : Optional.of(PublicationReader.NOT_XML);
    }

    /** An escape may stand for half a character of two, which has no bytes. */
    private static boolean isXml(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return StandardCharsets.UTF_8.newEncoder().canEncode(text) && Utf8Check.isXml(utf8, 0, utf8.length);
    }
}
