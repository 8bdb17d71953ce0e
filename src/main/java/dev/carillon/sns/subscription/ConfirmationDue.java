package dev.carillon.sns.subscription;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionState;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The note on a pending subscription that its endpoint has yet to get its confirmation message: an attribute that is never
 * shown. It is written together with the token's hash, and stands until the message needs no attempt any more.
 */
final class ConfirmationDue {
    private static final String NAME = "_ConfirmationDue";

    private ConfirmationDue() {}

    /** The kind of the message that is due; empty where none is. */
    static Optional<ConfirmationKind> of(Subscription subscription) {
        return subscription.isConfirmed()
                ? Optional.empty()
                : Optional.ofNullable(subscription.attributes().get(NAME)).map(ConfirmationKind::valueOf);
    }

    /** The subscription, waiting for a new token that its endpoint has yet to get. */
    static Subscription noted(Subscription subscription, SubscriptionState.Pending pending, ConfirmationKind kind) {
        Map<String, String> attributes = new LinkedHashMap<>(subscription.attributes());
        attributes.put(NAME, kind.name());
        return subscription.withState(pending).withAttributes(attributes);
    }

    /** The same without the note. */
    static Subscription removed(Subscription subscription) {
        Map<String, String> attributes = new LinkedHashMap<>(subscription.attributes());
        attributes.remove(NAME);
        return subscription.withAttributes(attributes);
    }
}
