package dev.carillon.delivery;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.model.Protocol;
import java.util.OptionalLong;

/**
 * How often a failed message is tried again and how long after: AWS's four phases, one behind the other.
 *
 * @param phases how many retries each phase has
 * @param minDelayMillis of the second phase, and what the third begins with
 * @param maxDelayMillis of the fourth phase, and what the third does not exceed
 * @param windowMillis since the publish, after which no further retry is made
 */
record RetryPolicy(Phases phases, long minDelayMillis, long maxDelayMillis, Backoff backoff, long windowMillis) {
    private static final RetryPolicy HTTP =
            new RetryPolicy(new Phases(0, 0, 3, 0), 20_000, 20_000, Backoff.LINEAR, Long.MAX_VALUE);

    /** The policy of endpoints that have none of their own. */
    static RetryPolicy of(Protocol protocol, DeliveryConfig config) {
        return switch (protocol) {
            case HTTP, HTTPS -> HTTP;
            case LAMBDA, SQS -> function(config.functionRetryWindow().toMillis());
        };
    }

    /** AWS's policy for endpoints that it runs itself, cut off after a window of ours. */
    static RetryPolicy function(long windowMillis) {
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
    long spanMillis() {
        long span = phases.minDelay * minDelayMillis;
        for (int k = 1; k <= phases.backoff; k++) {
            span += backoff.delayMillis(k, phases.backoff, minDelayMillis, maxDelayMillis);
        }
        return Math.min(windowMillis, span + phases.maxDelay * maxDelayMillis);
    }

    /** How many retries are made at once, at the least delay, with growing delays, and at the greatest. */
    record Phases(int noDelay, int minDelay, int backoff, int maxDelay) {}

    /** How the delays of the third phase grow (AWS, "Amazon SNS message delivery retries"). */
    enum Backoff {
        LINEAR {
            @Override
            long delayMillis(int k, int n, long min, long max) {
                return n == 1 ? min : min + (max - min) * (k - 1) / (n - 1);
            }
        },
        EXPONENTIAL {
            @Override
            long delayMillis(int k, int n, long min, long max) {
                return k > 32 ? max : Math.min(max, min << (k - 1));
            }
        };

        /** The k-th of n delays, k from 1. */
        abstract long delayMillis(int k, int n, long min, long max);
    }
}
