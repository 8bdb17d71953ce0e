package dev.carillon.sns.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * An error to answer.
 *
 * @param message for the client; holds no secret
 * @param retryAfter when trying again makes sense
 */
public record SnsFault(SnsErrorCode code, String message, Optional<Duration> retryAfter) {
    /** How soon a client should come back to a broker that drains, or whose database or disk is in trouble. */
    private static final Duration SOON = Duration.ofSeconds(5);

    /** How soon to one that bounds what it takes at once, or in a second. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private static final SnsFault ACCESS_DENIED =
            of(SnsErrorCode.ACCESS_DENIED, "You do not have sufficient access to perform this action.");

    /** One that time does not cure. */
    public static SnsFault of(SnsErrorCode code, String message) {
        return new SnsFault(code, message, Optional.empty());
    }

    public static SnsFault invalidParameter(String message) {
        return of(SnsErrorCode.INVALID_PARAMETER, message);
    }

    /** The one text for all that a caller may not do, so that nothing can be told from it. */
    public static SnsFault accessDenied() {
        return ACCESS_DENIED;
    }

    /** What only a signed call may do. */
    public static SnsFault unsigned() {
        return of(SnsErrorCode.MISSING_AUTHENTICATION_TOKEN, "Request is missing Authentication Token");
    }

    public static SnsFault unavailable(String message) {
        return new SnsFault(SnsErrorCode.SERVICE_UNAVAILABLE, message, Optional.of(SOON));
    }

    /** So much is under way that no more is taken. */
    public static SnsFault throttled(String message) {
        return new SnsFault(SnsErrorCode.THROTTLED, message, Optional.of(A_MOMENT));
    }

    /** More came in a second than may. */
    public static SnsFault rateExceeded(String message) {
        return new SnsFault(SnsErrorCode.RATE_EXCEEDED, message, Optional.of(A_MOMENT));
    }

    public static SnsFault overQuota(String message) {
        return of(SnsErrorCode.QUOTA_EXCEEDED, message);
    }

    public static SnsFault internal() {
        return of(
                SnsErrorCode.INTERNAL_ERROR,
                "The request processing has failed because of an unknown error, exception or failure.");
    }
}
