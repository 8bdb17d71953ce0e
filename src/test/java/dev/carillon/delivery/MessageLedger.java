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

    @Nullable
    AttemptOutcome last;
}
