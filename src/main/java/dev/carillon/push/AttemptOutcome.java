package dev.carillon.push;

import java.time.Duration;

/**
 * How an attempt ended. What endpoints answer beyond the status code is never kept.
 *
 * <p>{@code statusCode} is 0 where there was no answer; {@code error} is a short fixed word such as {@code timeout}.
 */
public sealed interface AttemptOutcome {
    record Delivered(int statusCode) implements AttemptOutcome {}

    /** May succeed later. {@code retryAfter} is what the endpoint asked for, zero when it did not. */
    record Retryable(int statusCode, String error, Duration retryAfter) implements AttemptOutcome {}

    /** Will never succeed. */
    record Permanent(int statusCode, String error) implements AttemptOutcome {}
}
