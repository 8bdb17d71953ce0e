package dev.carillon.listener;

import dev.carillon.model.TimeSource;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code Date} of replies, RFC 9110, sections 5.6.7 and 6.6.1. AWS's SDKs learn from it by how much their own clock is
 * off, and sign once more what was refused for it. Belongs to one event loop: keeps the text of a second.
 */
public final class ReplyDate {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final TimeSource time;
    private long second = Long.MIN_VALUE;
    private CharSequence text = "";

    public ReplyDate(TimeSource time) {
        this.time = time;
    }

    public CharSequence text() {
        Instant now = time.now();
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            text = HttpHeaders.createOptimized(FORM.format(now));
        }
        return text;
    }
}
