package dev.carillon.policy;

/**
 * A {@code healthyRetryPolicy}: its members, by AWS's names and in the order in which AWS shows them.
 *
 * @param minDelayTarget seconds, 1 to the longest
 * @param maxDelayTarget seconds, up to 3,600
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

    private static final long MILLIS = 1_000;

    /** Those of the phase whose delays grow. */
    public int numBackoffRetries() {
        return numRetries - numMaxDelayRetries - numNoDelayRetries - numMinDelayRetries;
    }

    /** How long all retries take together when each attempt fails at once. */
    long spanMillis() {
        long min = MILLIS * minDelayTarget;
        long max = MILLIS * maxDelayTarget;
        long span = numMinDelayRetries * min + numMaxDelayRetries * max;
        for (int k = 1; k <= numBackoffRetries(); k++) {
            span += backoffFunction.delayMillis(k, numBackoffRetries(), min, max);
        }
        return span;
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
