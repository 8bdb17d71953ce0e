package dev.carillon.delivery.shard;

import dev.carillon.config.DeliveryConfig;
import dev.carillon.delivery.endpoint.OpenBreakers;
import dev.carillon.delivery.record.Readers;
import dev.carillon.delivery.record.Records;
import dev.carillon.delivery.retry.RetryDelays;
import dev.carillon.delivery.retry.WaitingRetries;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LoggedTimes;
import dev.carillon.delivery.state.PastTimes;
import dev.carillon.delivery.state.Settlement;
import dev.carillon.delivery.turn.Aside;
import dev.carillon.delivery.turn.FairShare;
import dev.carillon.delivery.turn.Origins;
import dev.carillon.delivery.turn.Timers;
import dev.carillon.delivery.turn.TurnQueue;
import dev.carillon.delivery.turn.UnderWay;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.TimeSource;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.envelope.NotificationSigner;
import java.util.List;
import java.util.function.Supplier;

/** What all dispatchers and lanes of a shard share. Belongs to its thread. */
public final class ShardCore {
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
    public ShardCore(int shard, ShardSurroundings surroundings, Supplier<List<FactSource>> facts) {
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

    public DeliveryConfig config() {
        return services.config();
    }

    public TimeSource time() {
        return services.time();
    }

    public PastTimes past() {
        return past;
    }

    /** Between the state log and this run. */
    public LoggedTimes loggedTimes() {
        return new LoggedTimes(time(), past);
    }

    public NotificationSigner signer() {
        return services.signer();
    }

    public EndpointClient endpoints() {
        return services.endpoints();
    }

    public Timers timers() {
        return timers;
    }

    public Aside aside() {
        return aside;
    }

    public BrokerMetrics metrics() {
        return services.metrics();
    }

    public Readers readers() {
        return readers;
    }

    public Records records() {
        return records;
    }

    public Settlement settlement() {
        return settlement;
    }

    public RetryDelays delays() {
        return delays;
    }

    /** The bytes that may be under way. */
    public FairShare budget() {
        return budget;
    }

    public Origins origins() {
        return origins;
    }

    public WaitingRetries waiting() {
        return waiting;
    }

    public OpenBreakers openBreakers() {
        return openBreakers;
    }

    public FailedDeliveries failures() {
        return failures;
    }

    public AttemptLog log() {
        return log;
    }

    public TurnQueue turns() {
        return turns;
    }

    public UnderWay underWay() {
        return underWay;
    }
}
