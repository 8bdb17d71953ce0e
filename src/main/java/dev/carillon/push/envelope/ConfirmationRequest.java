package dev.carillon.push.envelope;

import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.push.signing.SignatureVersion;

/**
 * A message that asks an endpoint to visit a link. Its text holds the token, which is shown nowhere else.
 *
 * @param endpoint a URL, or the ARN of a queue, which is only ever told that its subscription was ended
 * @param kind which of the two messages
 * @param version by which it is signed
 */
public record ConfirmationRequest(
        SubscriptionArn subscription, String endpoint, String token, ConfirmationKind kind, SignatureVersion version) {
    @Override
    public String toString() {
        return "ConfirmationRequest[" + subscription + ", " + kind + "]";
    }
}
