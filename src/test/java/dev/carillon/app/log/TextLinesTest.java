package dev.carillon.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class TextLinesTest {
    private final LoggerContext context = new LoggerContext();

    @Test
    void anEventIsOneLine() {
        assertThat(line("three", 3)).isEqualTo("2026-01-15T10:30:00.000Z WARN  Some - fixed text three=\"3\"\n");
    }

    @Test
    void whatAClientSentEndsNoLineAndMovesNoCursor() {
        assertThat(line("error", "a\r\nb\u001b[2Jc\u0085d\u2028e"))
                .isEqualTo("2026-01-15T10:30:00.000Z WARN  Some - fixed text error=\"a  b [2Jc d e\"\n");
    }

    private String line(String key, Object value) {
        PatternLayoutEncoder encoder = Logging.text();
        encoder.setContext(context);
        encoder.start();
        LoggingEvent event = new LoggingEvent(
                "caller", context.getLogger("dev.carillon.Some"), Level.WARN, "fixed text", null, null);
        event.setInstant(Instant.parse("2026-01-15T10:30:00Z"));
        event.setKeyValuePairs(List.of(new KeyValuePair(key, value)));
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }
}
