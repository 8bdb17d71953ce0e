package dev.carillon.sns.exchange;

import dev.carillon.listener.AddressLimits;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;

/**
 * What the exchanges of all event loops share. One for the whole broker.
 *
 * @param addresses counts over all event loops, so that a limit is the one that is configured
 */
public record ExchangeParts(
        PublicFiles files, AddressLimits addresses, HeldBytes held, BrokerMetrics metrics, TimeSource time) {}
