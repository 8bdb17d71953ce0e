package dev.carillon.app.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.event.KeyValuePair;

/** Writes each log event as one JSON object on a line of its own, its key-values as members beside the fixed ones. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
    private static final byte[] NOTHING = {};

    private final JsonFactory json = new JsonFactory();

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        // Not into bytes: that fails at half a surrogate pair, and what a client sent would keep its line out of the
        // log.
        StringWriter line = new StringWriter(512);
        try (JsonGenerator generator = json.createGenerator(line)) {
            write(event, generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory does not fail", impossible);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(ILoggingEvent event, JsonGenerator generator) throws IOException {
        generator.writeStartObject();
        generator.writeStringField("time", event.getInstant().toString());
        generator.writeStringField("level", event.getLevel().toString());
        generator.writeStringField("logger", event.getLoggerName());
        generator.writeStringField("thread", event.getThreadName());
        generator.writeStringField("message", event.getFormattedMessage());
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                generator.writeFieldName(pair.key);
                writeValue(pair.value, generator);
            }
        }
        if (event.getThrowableProxy() != null) {
            generator.writeStringField("stack", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        generator.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Integer || value instanceof Long) {
            generator.writeNumber(((Number) value).longValue());
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else {
            generator.writeString(String.valueOf(value));
        }
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }
}
