package dev.carillon.policy;

import java.util.OptionalLong;

/**
 * How often a failed message is tried again and how long after: AWS's four phases, one behind the other, as the members of a
 * {@code healthyRetryPolicy}, by AWS's names and in the order in which AWS shows them.
 *
 * @param minDelayTarget seconds, 1 to the longest: of the second phase, and what the third begins with
 * @param maxDelayTarget seconds, up to 3,600: of the fourth phase, and what the third does not exceed
 * @param numNoDelayRetries of the first phase, at once
 */
public record RetryRule(
        int minDelayTarget,
        int maxDelayTarget,
        int numRetries,
        int numMaxDelayRetries,
        int numNoDelayRetries,
        int numMinDelayRetries,
        Backoff backoffFunction) {
    /** AWS's for web endpoints: three retries, twenty seconds apart. */
    public static final RetryRule DEFAULT = new RetryRule(20, 20, 3, 0, 0, 0, Backoff.LINEAR);

    /** AWS's for endpoints that it runs itself: 23 days of them. */
    public static final RetryRule FUNCTION = new RetryRule(1, 20, 100_015, 100_000, 3, 2, Backoff.EXPONENTIAL);

    private static final long MILLIS = 1_000;

    /**
     * The pause before the next attempt, without jitter.
     *
     * @param attempts how many were made, at least 1
     * @return empty when they were all
     */
    public OptionalLong delayMillis(int attempts) {
        if (attempts > numRetries) {
            return OptionalLong.empty();
        }
        int behindFirst = attempts - numNoDelayRetries;
        int behindSecond = behindFirst - numMinDelayRetries;
        if (behindFirst <= 0) {
            return OptionalLong.of(0);
        }
        if (behindSecond <= 0) {
            return OptionalLong.of(minDelayMillis());
        }
        return OptionalLong.of(behindSecond <= numBackoffRetries() ? backoffMillis(behindSecond) : maxDelayMillis());
    }

    /** The longest pause. */
    public long maxDelayMillis() {
        return MILLIS * maxDelayTarget;
    }

    /** How long all retries take together when each attempt fails at once. */
    public long spanMillis() {
        long span = numMinDelayRetries * minDelayMillis() + numMaxDelayRetries * maxDelayMillis();
        for (int k = 1; k <= numBackoffRetries(); k++) {
            span += backoffMillis(k);
        }
        return span;
    }

    /** Those of the third phase, whose delays grow. */
    int numBackoffRetries() {
        return numRetries - numMaxDelayRetries - numNoDelayRetries - numMinDelayRetries;
    }

    private long backoffMillis(int k) {
        return backoffFunction.delayMillis(k, numBackoffRetries(), minDelayMillis(), maxDelayMillis());
    }

    private long minDelayMillis() {
        return MILLIS * minDelayTarget;
    }

    String json() {
        return "{\"minDelayTarget\":" + minDelayTarget
                + ",\"maxDelayTarget\":" + maxDelayTarget
                + ",\"numRetries\":" + numRetries
                + ",\"numMaxDelayRetries\":" + numMaxDelayRetries
                + ",\"numNoDelayRetries\":" + numNoDelayRetries
                + ",\"numMinDelayRetries\":" + numMinDelayRetries
                + ",\"backoffFunction\":\"" + backoffFunction.wireName() + "\"}";
    }
}
