package dev.carillon.push.envelope;

import dev.carillon.push.OutgoingMessage;
import io.vertx.core.Future;
import java.util.Set;

/**
 * Renders and signs, on threads of its own, since one RSA signature costs as much as a dozen posts. Safe on every
 * context; futures complete on the caller's, and fail only where the machine or the broker is broken.
 */
public interface NotificationSigner {
    /**
     * Prepares a message for all subscriptions that get it in these forms. A text is signed once, however many of them share it,
     * and not at all where nobody gets an envelope. The same message signed again has the same bytes until keys rotate.
     *
     * @param forms those of the subscriptions that the result will be asked for
     */
    Future<SignedNotification> notification(NotificationRequest request, Set<BodyForm> forms);

    /** The message that asks an endpoint to confirm a subscription, or tells it that its subscription was ended. */
    Future<OutgoingMessage> confirmation(ConfirmationRequest request);
}
