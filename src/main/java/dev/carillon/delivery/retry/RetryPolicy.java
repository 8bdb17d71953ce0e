package dev.carillon.delivery.retry;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.model.Protocol;
import dev.carillon.policy.Backoff;
import dev.carillon.policy.RetryRule;
import java.util.OptionalLong;

/**
 * How often a failed message is tried again and how long after: AWS's four phases, one behind the other.
 *
 * @param phases how many retries each phase has
 * @param minDelayMillis of the second phase, and what the third begins with
 * @param maxDelayMillis of the fourth phase, and what the third does not exceed
 * @param windowMillis since the publish, after which no further retry is made
 */
public record RetryPolicy(Phases phases, long minDelayMillis, long maxDelayMillis, Backoff backoff, long windowMillis) {
    private static final RetryPolicy HTTP = of(RetryRule.DEFAULT);
    private static final long MILLIS = 1_000;

    /** The policy of endpoints that have none of their own. */
    public static RetryPolicy of(Protocol protocol, DeliveryConfig config) {
        return switch (protocol) {
            case HTTP, HTTPS -> HTTP;
            case LAMBDA, SQS -> function(config.functionRetryWindow().toMillis());
        };
    }

    /** A web endpoint's own. */
    public static RetryPolicy of(RetryRule rule) {
        Phases phases = new Phases(
                rule.numNoDelayRetries(),
                rule.numMinDelayRetries(),
                rule.numBackoffRetries(),
                rule.numMaxDelayRetries());
        return new RetryPolicy(
                phases,
                MILLIS * rule.minDelayTarget(),
                MILLIS * rule.maxDelayTarget(),
                rule.backoffFunction(),
                Long.MAX_VALUE);
    }

    /** AWS's policy for endpoints that it runs itself, cut off after a window of ours. */
    public static RetryPolicy function(long windowMillis) {
        return new RetryPolicy(
                new Phases(3, 2, 10, Integer.MAX_VALUE), 1_000, 20_000, Backoff.EXPONENTIAL, windowMillis);
    }

    /**
     * The pause before the next attempt, without jitter.
     *
     * @param attempts how many were made, at least 1
     * @return empty when they were all that the policy has
     */
    OptionalLong delayMillis(int attempts) {
        long retry = attempts;
        if (retry <= phases.noDelay) {
            return OptionalLong.of(0);
        }
        retry -= phases.noDelay;
        if (retry <= phases.minDelay) {
            return OptionalLong.of(minDelayMillis);
        }
        retry -= phases.minDelay;
        if (retry <= phases.backoff) {
            return OptionalLong.of(backoff.delayMillis((int) retry, phases.backoff, minDelayMillis, maxDelayMillis));
        }
        retry -= phases.backoff;
        return retry <= phases.maxDelay ? OptionalLong.of(maxDelayMillis) : OptionalLong.empty();
    }

    /** How long after its publish a message is at its end, had every attempt failed at once. */
    public long spanMillis() {
        long span = phases.minDelay * minDelayMillis;
        for (int k = 1; k <= phases.backoff; k++) {
            span += backoff.delayMillis(k, phases.backoff, minDelayMillis, maxDelayMillis);
        }
        return Math.min(windowMillis, span + phases.maxDelay * maxDelayMillis);
    }

    /** How many retries are made at once, at the least delay, with growing delays, and at the greatest. */
    record Phases(int noDelay, int minDelay, int backoff, int maxDelay) {}
}
