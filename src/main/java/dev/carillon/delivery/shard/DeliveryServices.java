package dev.carillon.delivery.shard;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.DeliveryConfig;
import dev.carillon.config.LogConfig;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.StateLog;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.address.AddressGuard;
import dev.carillon.push.envelope.NotificationSigner;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * What delivery is built on.
 *
 * @param stateLogs opens a shard's state log, on the shard's own thread; the shard closes it
 * @param confirmationRate one for all shards
 * @param drainGrace how long a stop waits for attempts under way
 */
public record DeliveryServices(
        BrokerBus bus,
        CatalogView catalog,
        JournalStore journals,
        IntFunction<StateLog> stateLogs,
        NotificationSigner signer,
        EndpointClient endpoints,
        AddressGuard guard,
        ConfirmationRate confirmationRate,
        DeliveryConfig config,
        LogConfig log,
        BrokerMetrics metrics,
        TimeSource time,
        Duration drainGrace) {}
