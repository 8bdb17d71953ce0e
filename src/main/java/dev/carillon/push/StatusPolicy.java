package dev.carillon.push;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
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

    private static final int MOST_DIGITS = 9;

    /** Longer than any policy waits, for what has more digits. */
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

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

    /**
     * Seconds, or the date until which to wait in any of the three forms that a recipient must know (RFC 9110, 10.2.3 and
     * 5.6.7); zero for anything else and for what has passed.
     */
    private static Duration retryAfter(String text, Instant now) {
        if (text.matches("[0-9]+")) {
            return text.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(text));
        }
        return Optional.ofNullable(DateFormatter.parseHttpDate(text))
                .map(until -> Duration.between(now, until.toInstant()))
                .filter(pause -> !pause.isNegative())
                .orElse(Duration.ZERO);
    }
}
