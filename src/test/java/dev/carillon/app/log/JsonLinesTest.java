package dev.carillon.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void anEventIsOneObjectOnOneLine() {
        LoggingEvent event = event(null);
        event.setKeyValuePairs(List.of(
                new KeyValuePair("topicArn", "arn:\"x\"\n"),
                new KeyValuePair("attempt", 3),
                new KeyValuePair("retried", true),
                new KeyValuePair("error", null)));

        String line = line(event);

        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(new JsonObject(line))
                .isEqualTo(new JsonObject()
                        .put("time", "2026-01-15T10:30:00Z")
                        .put("level", "WARN")
                        .put("logger", "dev.carillon.Some")
                        .put("thread", Thread.currentThread().getName())
                        .put("message", "fixed text")
                        .put("topicArn", "arn:\"x\"\n")
                        .put("attempt", 3)
                        .put("retried", true)
                        .put("error", "null"));
    }

    @Test
    void halfACharacterOfAClientDoesNotKeepItsLineOutOfTheLog() {
        LoggingEvent event = event(null);
        event.setKeyValuePairs(List.of(new KeyValuePair("error", "Unexpected JSON member: \ud800")));

        assertThat(new JsonObject(line(event)).getString("error")).isEqualTo("Unexpected JSON member: ?");
    }

    @Test
    void aStackTraceStaysOnTheLine() {
        String line = line(event(new IllegalStateException("broken")));

        assertThat(line).containsOnlyOnce("\n");
        assertThat(new JsonObject(line).getString("stack")).startsWith("java.lang.IllegalStateException: broken");
    }

    private LoggingEvent event(Throwable thrown) {
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("dev.carillon.Some"), Level.WARN, "fixed text", thrown, null);
        event.setInstant(Instant.parse("2026-01-15T10:30:00Z"));
        return event;
    }

    private String line(LoggingEvent event) {
        JsonLines encoder = new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
