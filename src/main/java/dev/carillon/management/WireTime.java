package dev.carillon.management;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Timestamps as the API shows them: RFC 3339, UTC, microseconds. */
final class WireTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private WireTime() {}

    static String text(Instant instant) {
        return FORM.format(instant);
    }
}
