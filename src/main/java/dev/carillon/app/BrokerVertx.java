package dev.carillon.app;

import dev.carillon.app.step.StartFailure;
import dev.carillon.config.ListenConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the Vert.x instance of a broker. */
final class BrokerVertx {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerVertx.class);

    /** Migrations, the embedded server's start, files: rare and short, so that few threads do. */
    private static final int WORKERS = 4;

    private BrokerVertx() {}

    /** Fails where the system, or this machine's processor, does not have the transport that was asked for. */
    static Vertx make(MeterRegistry registry, ListenConfig.Transport choice) throws StartFailure {
        Transport transport = transport(choice);
        if (!transport.available()) {
            throw new StartFailure(
                    "transport " + transport.name() + " is not to be had here", transport.unavailabilityCause());
        }
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(Math.max(2, Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(WORKERS)
                // The management API's contract and its schemas are in the jar; nothing else is read from there.
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false))
                .setMetricsOptions(metrics());
        return Vertx.builder()
                .with(options)
                .withTransport(transport)
                .withMetrics(new MicrometerMetricsFactory(registry))
                .build();
    }

    private static Transport transport(ListenConfig.Transport choice) {
        return switch (choice) {
            case AUTO -> best();
            case NIO -> Transport.NIO;
            case EPOLL -> Transport.EPOLL;
            case IO_URING -> Transport.IO_URING;
        };
    }

    private static Transport best() {
        if (Transport.EPOLL.available()) {
            return Transport.EPOLL;
        }
        LOG.atWarn()
                .addKeyValue("error", String.valueOf(Transport.EPOLL.unavailabilityCause()))
                .log("transport epoll is not to be had here: nio takes more of the processor for a message");
        return Transport.NIO;
    }

    /** Pools only: what requests, deliveries and the bus do, the broker counts itself, with labels that stay bounded. */
    private static MicrometerMetricsOptions metrics() {
        return new MicrometerMetricsOptions()
                .setEnabled(true)
                .setNettyMetricsEnabled(true)
                .setDisabledMetricsCategories(Arrays.stream(MetricsDomain.values())
                        .filter(domain -> domain != MetricsDomain.NAMED_POOLS)
                        .map(MetricsDomain::toCategory)
                        .collect(Collectors.toSet()));
    }
}
