package dev.carillon.delivery;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.BrokerConfig;
import dev.carillon.delivery.shard.ConfirmationRate;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.StateLog;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.address.AddressGuard;
import dev.carillon.push.address.ClosedPorts;
import dev.carillon.push.envelope.NotificationSigner;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntFunction;

/** What a shard in virtual time is built on. */
final class VirtualServices {
    private static final Vertx VERTX = Vertx.vertx();
    private static final BrokerBus BUS = new BrokerBus(VERTX, 1);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private VirtualServices() {}

    static DeliveryServices of(
            BrokerConfig config,
            CatalogView catalog,
            JournalStore journals,
            IntFunction<StateLog> stateLogs,
            NotificationSigner signer,
            EndpointClient endpoints,
            BrokerMetrics metrics,
            TimeSource time) {
        return new DeliveryServices(
                BUS,
                catalog,
                journals,
                stateLogs,
                signer,
                endpoints,
                new AddressGuard(VERTX, config.delivery(), new ClosedPorts(Set.of(), Set.of())),
                new ConfirmationRate(config.delivery().confirmationsPerHour(), time),
                config.delivery(),
                config.log(),
                metrics,
                time,
                GRACE);
    }
}
