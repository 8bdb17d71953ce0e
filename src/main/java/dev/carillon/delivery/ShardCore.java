package dev.carillon.delivery;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.NotificationSigner;
import java.util.List;
import java.util.function.Supplier;

/** What all dispatchers and lanes of a shard share. Belongs to its thread. */
final class ShardCore {
    /** Of the bytes under way, what records nobody sends at the moment may take besides. */
    private static final int IDLE_FRACTION = 8;

    private final DeliveryServices services;
    private final Timers timers;
    private final Aside aside;
    private final PastTimes past;
    private final Readers readers;
    private final Records records;
    private final Settlement settlement;
    private final RetryDelays delays;
    private final FairShare budget;
    private final Origins origins;
    private final WaitingRetries waiting = new WaitingRetries();
    private final OpenBreakers openBreakers = new OpenBreakers();
    private final FailedDeliveries failures = new FailedDeliveries();
    private final AttemptLog log;
    private final TurnQueue turns;
    private final UnderWay underWay = new UnderWay();

    /**
     * Opens nothing.
     *
     * @param facts all of whom the state log has something to say at the moment of asking
     */
    ShardCore(int shard, ShardSurroundings surroundings, Supplier<List<FactSource>> facts) {
        services = surroundings.services();
        timers = surroundings.timers();
        aside = surroundings.aside();
        turns = new TurnQueue(timers);
        int shards = services.bus().shards();
        long bytes = services.config().inFlight().bytes() / shards;
        readers = new Readers(services.journals());
        settlement = new Settlement(surroundings.stateLog(), timers, facts, surroundings.journal(), this::lookAtClocks);
        past = new PastTimes(services.time(), settlement::add);
        records = new Records(readers, past, services.metrics(), bytes / IDLE_FRACTION);
        delays = new RetryDelays(surroundings.random());
        budget = new FairShare(bytes);
        origins = new Origins(Math.max(1, services.config().perOrigin() / shards));
        log = new AttemptLog(shard, surroundings, failures);
    }

    /** The time of a write is the last sign of life to the next run, and must not be by a clock that was set unnoticed. */
    private void lookAtClocks() {
        past.look();
    }

    DeliveryConfig config() {
        return services.config();
    }

    TimeSource time() {
        return services.time();
    }

    PastTimes past() {
        return past;
    }

    /** Between the state log and this run. */
    LoggedTimes loggedTimes() {
        return new LoggedTimes(time(), past);
    }

    NotificationSigner signer() {
        return services.signer();
    }

    EndpointClient endpoints() {
        return services.endpoints();
    }

    Timers timers() {
        return timers;
    }

    Aside aside() {
        return aside;
    }

    BrokerMetrics metrics() {
        return services.metrics();
    }

    Readers readers() {
        return readers;
    }

    Records records() {
        return records;
    }

    Settlement settlement() {
        return settlement;
    }

    RetryDelays delays() {
        return delays;
    }

    /** The bytes that may be under way. */
    FairShare budget() {
        return budget;
    }

    Origins origins() {
        return origins;
    }

    WaitingRetries waiting() {
        return waiting;
    }

    OpenBreakers openBreakers() {
        return openBreakers;
    }

    FailedDeliveries failures() {
        return failures;
    }

    AttemptLog log() {
        return log;
    }

    TurnQueue turns() {
        return turns;
    }

    UnderWay underWay() {
        return underWay;
    }
}
