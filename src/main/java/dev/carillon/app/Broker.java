package dev.carillon.app;

import dev.carillon.app.log.Logging;
import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.app.step.StartedParts;
import dev.carillon.app.step.Step;
import dev.carillon.app.tls.TlsFiles;
import dev.carillon.bus.BrokerBus;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ListenConfig;
import dev.carillon.management.FailedDeliveryRoute;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.metrics.LibraryMeters;
import dev.carillon.metrics.LogMetrics;
import dev.carillon.metrics.OpsRoutes;
import dev.carillon.metrics.ProcessMetrics;
import dev.carillon.model.TimeSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole broker in one object. {@link #start} and {@link #stop} block, and may be called on any thread but Vert.x's
 * own; a stop that comes during the start waits for it.
 */
public final class Broker {
    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);

    private final TimeSource time;
    private final StartedParts parts;
    private final Phase phase = new Phase();
    private BrokerConfig config;
    private boolean isRunning;
    private Optional<String> newKeys = Optional.empty();

    /** A broker that goes by the machine's clock. */
    public Broker(BrokerConfig config) {
        this(config, new SystemTime());
    }

    public Broker(BrokerConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
        parts = new StartedParts(time);
    }

    /**
     * Starts everything; what listens to the public opens last.
     *
     * @throws StartFailure after what was started has been stopped again
     */
    public synchronized void start() throws StartFailure {
        long from = time.nanoTime();
        warnOfPlainText();
        try {
            startParts();
        } catch (StartFailure | RuntimeException | Error failure) {
            // Whatever it was: the embedded database would go on without us.
            boolean unused = parts.stopAll(config.listen().shutdownGrace());
            throw failure;
        }
        isRunning = true;
        phase.serving();
        LOG.atInfo()
                .addKeyValue("managementPort", config.listen().managementPort())
                .addKeyValue("snsPort", config.listen().snsPort())
                .addKeyValue("opsPort", config.listen().opsPort())
                .addKeyValue("millis", Duration.ofNanos(time.nanoTime() - from).toMillis())
                .log("ready");
    }

    /** The lines of the keys that this very start made; empty when it made none. */
    public synchronized Optional<String> newKeys() {
        return newKeys;
    }

    /** The configuration, with the ports that were taken in place of 0. */
    public synchronized BrokerConfig config() {
        return config;
    }

    /**
     * Stops accepting, lets what is in flight end and closes everything, within the configured grace.
     *
     * @return whether everything ended in time; empty when the broker was not running
     */
    public synchronized Optional<Boolean> stop() {
        if (!isRunning) {
            return Optional.empty();
        }
        isRunning = false;
        phase.draining();
        LOG.atInfo().log("draining");
        return Optional.of(parts.stopAll(config.listen().shutdownGrace()));
    }

    private void warnOfPlainText() {
        if (!config.listen().isLoopback() && !config.tls().isEnabled()) {
            LOG.atWarn()
                    .addKeyValue("bind", config.listen().bindAddress())
                    .log("the listeners can be reached from elsewhere without TLS: set tls.cert and tls.key");
        }
    }

    private void startParts() throws StartFailure {
        FreePorts ports = Step.of("a free port cannot be found", () -> FreePorts.hold(config));
        parts.add("held ports", left -> ports.close());
        config = ports.config();
        config = Step.of("the data folder " + config.dataFolder() + " cannot be read", () -> ShardCount.fill(config));
        Optional<TlsFiles> tls = TlsFiles.of(config.tls());
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new LibraryMeters());
        Vertx vertx = startVertx(registry);
        tls.ifPresent(files -> FileWatch.start(vertx, files::look));
        LateChecks checks = new LateChecks();
        Router ops = startOps(vertx, registry, checks);
        BrokerMetrics metrics = new BrokerMetrics(registry);
        metrics.showDiscardedLines(Logging::discardedLines);
        Foundation base = new Foundation(
                config,
                vertx,
                new BrokerBus(vertx, config.journal().shards()),
                metrics,
                new LogMetrics(registry),
                time,
                checks,
                parts);
        Storage storage = Storage.open(base);
        newKeys = storage.firstKeys(config);
        Outgoing outgoing = Outgoing.start(base, storage);
        new FailedDeliveryRoute(storage.catalog().view(), base.bus()).addTo(ops);
        PublicListeners.open(base, storage, outgoing, tls);
    }

    /** Its end, the last of all, closes whatever a failed start may have left. */
    private Vertx startVertx(PrometheusMeterRegistry registry) throws StartFailure {
        ProcessMetrics process = new ProcessMetrics(registry);
        parts.add("process metrics", left -> process.close());
        Vertx vertx = BrokerVertx.make(registry, config.listen().transport());
        parts.add("event loops", left -> {
            Void unused = Awaited.within(left, vertx.close());
        });
        return vertx;
    }

    /** From now on the broker can be asked how it is, first of all that it is not ready. */
    private Router startOps(Vertx vertx, PrometheusMeterRegistry registry, LateChecks checks) throws StartFailure {
        ListenConfig listen = config.listen();
        OpsRoutes routes =
                new OpsRoutes(registry, List.of(phase.check(), checks.of("database"), checks.of("journals")));
        Router router = routes.router(vertx);
        HttpServer server = vertx.createHttpServer(OpsRoutes.serverOptions()).requestHandler(router);
        HttpServer unused = Step.of(
                "ops-port " + listen.opsPort() + " cannot be opened",
                () -> Awaited.within(Foundation.PATIENCE, server.listen(listen.opsPort(), listen.bindAddress())));
        return router;
    }
}
