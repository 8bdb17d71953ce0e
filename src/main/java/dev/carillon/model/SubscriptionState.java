package dev.carillon.model;

import java.time.Instant;
import java.util.function.Function;

/** A subscription waits for its confirmation, or gets every message from {@code startSeq} on. */
public sealed interface SubscriptionState {
    /** Has to be confirmed by {@code expiresAt} with the token of this hash (SHA-256, lower-case hex). */
    record Pending(String tokenHash, Instant expiresAt) implements SubscriptionState {}

    /**
     * Gets the topic's messages from this sequence on.
     *
     * @param tokenHash of the token that confirmed it, so that the same token again is answered in the same way; empty
     *     where none was needed
     */
    record Confirmed(long startSeq, String tokenHash) implements SubscriptionState {}

    /** Covers both cases. */
    default <R> R fold(Function<Pending, R> pending, Function<Confirmed, R> confirmed) {
        return this instanceof Pending waiting ? pending.apply(waiting) : confirmed.apply((Confirmed) this);
    }
}
