package dev.carillon.management;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.BrokerConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import io.vertx.core.http.HttpServerOptions;

/**
 * What the management API works with.
 *
 * @param transport says whether connections are encrypted and with what; address and limits are set by the verticle
 */
public record ManagementServices(
        BrokerConfig config,
        CatalogView catalog,
        CatalogWriter writer,
        BrokerMetrics metrics,
        TimeSource time,
        HttpServerOptions transport) {}
