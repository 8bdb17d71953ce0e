package dev.carillon.push;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an endpoint's answer means for its message.
 *
 * <pre>
 *   2xx          delivered
 *   429, 5xx     retry, not before Retry-After; likewise 600 and above, which is no status (RFC 9110, 15)
 *   others       permanent; 3xx too, since redirects lead past the address guard
 * </pre>
 */
final class StatusPolicy {
    private static final int TOO_MANY_REQUESTS = 429;

    private StatusPolicy() {}

    static AttemptOutcome outcome(int status, Optional<String> retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return new AttemptOutcome.Delivered(status);
        }
        if (status >= 500 || status == TOO_MANY_REQUESTS) {
            Duration pause = retryAfter.map(text -> retryAfter(text, now)).orElse(Duration.ZERO);
            return new AttemptOutcome.Retryable(status, "status", pause);
        }
        return new AttemptOutcome.Permanent(status, "status");
    }

    /** Seconds, or the date until which to wait (RFC 9110, 10.2.3); zero for anything else and for what has passed. */
    private static Duration retryAfter(String text, Instant now) {
        if (text.matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeException neither) {
            return Duration.ZERO;
        }
    }
}
