package dev.carillon.sns.wire.reply;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Writes members of an object that others begin and end. Used once, by one thread. */
final class JsonResultWriter implements ResultWriter {
    private final JsonGenerator json;

    JsonResultWriter(JsonGenerator json) {
        this.json = json;
    }

    /** Into memory, which never fails. */
    private interface Writing {
        void run() throws IOException;
    }

    @Override
    public void text(String name, String value) {
        write(() -> json.writeStringField(name, value));
    }

    @Override
    public void flag(String name, boolean value) {
        write(() -> json.writeBooleanField(name, value));
    }

    @Override
    public <T> void list(String name, Iterable<T> members, BiConsumer<ResultWriter, T> form) {
        write(() -> json.writeArrayFieldStart(name));
        for (T member : members) {
            write(json::writeStartObject);
            form.accept(this, member);
            write(json::writeEndObject);
        }
        write(json::writeEndArray);
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        write(() -> json.writeObjectFieldStart("Attributes"));
        new TreeMap<>(attributes).forEach(this::text);
        write(json::writeEndObject);
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
