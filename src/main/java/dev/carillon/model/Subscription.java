package dev.carillon.model;

import java.time.Instant;
import java.util.Map;

/**
 * A topic's link to one endpoint.
 *
 * @param subscriptionNo the number that names it in the delivery state on disk; never used twice in one database
 * @param endpoint as it was given: a URL, or a queue's ARN
 * @param state whether it gets messages yet, and from which on
 * @param isConfirmationAuthenticated whether a signed request confirmed it ({@code ConfirmationWasAuthenticated})
 * @param isUnsubscribeAuthenticated whether only a signed {@code Unsubscribe} ends it
 * @param attributes what was set, by SNS's attribute names, values as they were given; beside them what the broker notes of
 *     its own, under names that begin with an underscore
 */
public record Subscription(
        long subscriptionNo,
        SubscriptionArn arn,
        Protocol protocol,
        String endpoint,
        SubscriptionState state,
        boolean isConfirmationAuthenticated,
        boolean isUnsubscribeAuthenticated,
        Instant createdAt,
        Map<String, String> attributes) {
    public Subscription {
        attributes = Map.copyOf(attributes);
    }

    public boolean isConfirmed() {
        return state instanceof SubscriptionState.Confirmed;
    }

    /** Whether its endpoint gets the message alone, without an envelope around it. */
    public boolean isRaw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    /** The same under another number in the delivery state. */
    public Subscription withNumber(long number) {
        return new Subscription(
                number,
                arn,
                protocol,
                endpoint,
                state,
                isConfirmationAuthenticated,
                isUnsubscribeAuthenticated,
                createdAt,
                attributes);
    }

    public Subscription withState(SubscriptionState newState) {
        return new Subscription(
                subscriptionNo,
                arn,
                protocol,
                endpoint,
                newState,
                isConfirmationAuthenticated,
                isUnsubscribeAuthenticated,
                createdAt,
                attributes);
    }

    /** Confirmed by whoever had the token. */
    public Subscription confirmed(
            SubscriptionState.Confirmed newState, boolean byAuthenticated, boolean unsubscribesAuthenticated) {
        return new Subscription(
                subscriptionNo,
                arn,
                protocol,
                endpoint,
                newState,
                byAuthenticated,
                unsubscribesAuthenticated,
                createdAt,
                attributes);
    }

    public Subscription withAttributes(Map<String, String> newAttributes) {
        return new Subscription(
                subscriptionNo,
                arn,
                protocol,
                endpoint,
                state,
                isConfirmationAuthenticated,
                isUnsubscribeAuthenticated,
                createdAt,
                newAttributes);
    }

    /** Without the endpoint, which may hold a password. */
    @Override
    public String toString() {
        return "Subscription[" + arn + ", " + protocol + ", " + state.getClass().getSimpleName() + "]";
    }
}
