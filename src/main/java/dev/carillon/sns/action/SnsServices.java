package dev.carillon.sns.action;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.CatalogView;
import dev.carillon.catalog.CatalogWriter;
import dev.carillon.config.LimitsConfig;
import dev.carillon.config.SnsConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.sns.limit.PublishLimits;

/** What the actions work with. One for the whole broker: all of it is shared by the event loops. */
public record SnsServices(
        CatalogView catalog,
        CatalogWriter writer,
        BrokerBus bus,
        TimeSource time,
        SnsConfig config,
        LimitsConfig limits,
        PublishLimits publishLimits,
        EndpointCheck endpointCheck,
        BrokerMetrics metrics) {}
