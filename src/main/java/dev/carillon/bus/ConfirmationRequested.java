package dev.carillon.bus;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.SubscriptionArn;

/**
 * Asks the delivery side to send a subscription's endpoint its confirmation message. The token is here in the clear; the
 * catalogue has only its hash.
 *
 * @param kind which of the two messages
 */
public record ConfirmationRequested(
        SubscriptionArn subscription, String endpoint, String token, ConfirmationKind kind) {
    @Override
    public String toString() {
        return "ConfirmationRequested[" + subscription + ", " + kind + "]";
    }
}
