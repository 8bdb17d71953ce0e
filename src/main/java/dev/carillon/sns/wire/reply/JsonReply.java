package dev.carillon.sns.wire.reply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.carillon.sns.wire.SnsFault;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Whole replies of the JSON protocol, as bytes. The request's id is in a header only. */
final class JsonReply {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String NAMESPACE = "com.amazonaws.sns#";

    private JsonReply() {}

    /** One object. */
    static byte[] result(Consumer<ResultWriter> result) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            result.accept(new JsonResultWriter(json));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static byte[] error(SnsFault fault) {
        return result(json -> {
            json.text("__type", NAMESPACE + fault.code().shape());
            json.text("message", fault.message());
        });
    }
}
