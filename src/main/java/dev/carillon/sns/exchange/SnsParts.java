package dev.carillon.sns.exchange;

import dev.carillon.catalog.CatalogView;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.limit.AddressLimits;

/**
 * What the endpoint works with. One for the whole broker: all of it is shared by the event loops.
 *
 * @param addresses counts over all event loops, so that a limit is the one that is configured
 */
public record SnsParts(
        CatalogView catalog, PublicFiles files, AddressLimits addresses, BrokerMetrics metrics, TimeSource time) {}
