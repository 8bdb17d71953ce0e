package dev.carillon.delivery.retry;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.model.Protocol;
import dev.carillon.policy.RetryRule;

/**
 * How long a failed message is tried again.
 *
 * @param windowMillis since the publish, after which no further retry is made
 */
public record RetryPolicy(RetryRule rule, long windowMillis) {
    /** The policy of endpoints that have none of their own. */
    public static RetryPolicy of(Protocol protocol, DeliveryConfig config) {
        return switch (protocol) {
            case HTTP, HTTPS -> of(RetryRule.DEFAULT);
            case LAMBDA, SQS -> function(config.functionRetryWindow().toMillis());
        };
    }

    /** A web endpoint's own, which is followed to its end. */
    public static RetryPolicy of(RetryRule rule) {
        return new RetryPolicy(rule, Long.MAX_VALUE);
    }

    /** AWS's policy for endpoints that it runs itself, cut off after a window of ours. */
    public static RetryPolicy function(long windowMillis) {
        return new RetryPolicy(RetryRule.FUNCTION, windowMillis);
    }

    /** How long after its publish a message is at its end, had every attempt failed at once. */
    public long spanMillis() {
        return Math.min(windowMillis, rule.spanMillis());
    }
}
