package dev.carillon.bus;

import dev.carillon.model.SubscriptionArn;

/**
 * A confirmation message needs no attempt any more: its endpoint took it, refused it for good, or did not take it as often as
 * it was to be tried. A stop of the broker is no such end.
 *
 * @param tokenHash of the message's token, since the endpoint may have been asked with another meanwhile
 */
public record ConfirmationEnded(SubscriptionArn subscription, String tokenHash) {}
