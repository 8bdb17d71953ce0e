package dev.carillon.push;

import dev.carillon.model.SubscriptionArn;

/** A notification that is rendered and signed, but for what differs from one subscription to another. Immutable. */
public interface SignedNotification {
    /** What this subscription's endpoint gets. */
    OutgoingMessage to(SubscriptionArn subscription, String endpoint);
}
