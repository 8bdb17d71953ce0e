package dev.carillon.delivery;

import dev.carillon.journal.store.DropReason;
import dev.carillon.model.SubscriptionArn;
import java.time.Instant;
import java.util.UUID;

/**
 * A notification that was given up.
 *
 * @param endpoint its scheme, host and port; the rest of a URL may hold secrets
 * @param statusCode of the last attempt; 0 where there was no answer
 * @param error of the last attempt, one of the push package's fixed words
 */
public record FailedDelivery(
        Instant at,
        SubscriptionArn subscription,
        String endpoint,
        UUID messageId,
        DropReason reason,
        int statusCode,
        String error,
        int attempts) {}
