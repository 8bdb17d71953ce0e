package dev.carillon.delivery.retry;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Says when a failed message is tried again: its policy, some jitter, and what the endpoint asked for. */
public final class RetryDelays {
    /** Up to so much of a delay is added or taken away, so that endpoints which failed together are not tried together. */
    private static final double JITTER = 0.1;

    private final RandomGenerator random;

    public RetryDelays(RandomGenerator random) {
        this.random = random;
    }

    /**
     * The pause before the next attempt.
     *
     * @param attempts how many failed so far
     * @param ageMillis since the publish
     * @param retryAfter what the endpoint asked for; honoured up to the policy's longest delay
     * @return empty when there is to be none
     */
    public OptionalLong next(RetryPolicy policy, int attempts, long ageMillis, Duration retryAfter) {
        OptionalLong base = policy.rule().delayMillis(attempts);
        if (base.isEmpty()) {
            return base;
        }
        long jittered = Math.round(base.getAsLong() * (1 - JITTER + 2 * JITTER * random.nextDouble()));
        long asked = Math.min(retryAfter.toMillis(), policy.rule().maxDelayMillis());
        long delay = Math.max(jittered, asked);
        return ageMillis + delay > policy.windowMillis() ? OptionalLong.empty() : OptionalLong.of(delay);
    }
}
