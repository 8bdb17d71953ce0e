package dev.carillon.delivery;

import dev.carillon.push.AttemptOutcome;
import org.jspecify.annotations.Nullable;

/** What a test knows of one message to one subscription. */
final class MessageLedger {
    /** The endpoint took it, be it that the shard never heard. */
    boolean wasAccepted;

    /** It was given up for a good reason. */
    boolean wasDropped;

    /** The shard will not send it any more; after a restart, what the log says. */
    boolean isSettled;

    boolean isUnderWay;

    /** How many failed that the shard remembers. */
    int attempts;

    /** Monotonic time of the next attempt; 0 when it may be made at any time. */
    long dueNanos;

    /** Monotonic time by which the next attempt must be made: the shard may not know of one that was under way. */
    long dueAtLatestNanos;

    /** Its attempts at the endpoint are over, and it is to go to the dead-letter queue. */
    boolean isRedriving;

    boolean isLetterUnderWay;

    /** The dead-letter queue took it. */
    boolean wasRedriven;

    /** How often the queue failed, as far as the shard remembers. */
    int letterAttempts;

    /** Monotonic time of the next attempt at the queue. */
    long letterDueNanos;

    /** Monotonic time at which the endpoint's attempts were over; 0 while it is not known. */
    long letterBeganNanos;

    @Nullable
    AttemptOutcome last;
}
