package dev.carillon.push.envelope;

import dev.carillon.model.Subscription;
import dev.carillon.push.OutgoingMessage;

/**
 * A notification that is rendered and signed, but for what differs from one subscription to another. Immutable, safe on
 * every thread.
 */
public interface SignedNotification {
    /**
     * What this subscription's endpoint gets.
     *
     * @param subscription one that gets it in a form that was asked for
     */
    OutgoingMessage to(Subscription subscription);
}
