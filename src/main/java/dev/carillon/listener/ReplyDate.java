package dev.carillon.listener;

import dev.carillon.model.TimeSource;
import io.netty.handler.codec.DateFormatter;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.util.Date;

/**
 * The {@code Date} of replies, RFC 9110, sections 5.6.7 and 6.6.1. AWS's SDKs learn from it by how much their own clock is
 * off, and sign once more what was refused for it. Belongs to one event loop: keeps the text of a second.
 */
public final class ReplyDate {
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
            text = HttpHeaders.createOptimized(DateFormatter.format(Date.from(now)));
        }
        return text;
    }
}
