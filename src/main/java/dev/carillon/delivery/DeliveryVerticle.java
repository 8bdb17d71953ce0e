package dev.carillon.delivery;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.CatalogChanged;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.Aside;
import dev.carillon.journal.store.StateLog;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.WorkerExecutor;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the messages of one shard's topics. Runs on a worker pool of its own of one thread, since reading a journal
 * and writing the state log can wait for the disk.
 *
 * <p>It is started when the journal's verticles listen, and has told them what is outstanding when its start completes;
 * only then may publishing begin. Its stop begins no attempt any more, waits for those under way and closes the state
 * log; the {@link dev.carillon.push.EndpointClient} is its owner's to close, afterwards.
 */
public final class DeliveryVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryVerticle.class);

    /** Told to the journal's shard at a time; each must be answered within the bus's timeout. */
    private static final int RECOVERED_AT_ONCE = 128;

    private final int shard;
    private final DeliveryServices services;
    private @Nullable DeliveryShard opened;
    private @Nullable Confirmations confirming;

    public DeliveryVerticle(int shard, DeliveryServices services) {
        this.shard = shard;
        this.services = services;
    }

    /** How a shard's verticle is to be deployed. */
    public static DeploymentOptions deployment(int shard) {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("delivery-" + shard)
                .setWorkerPoolSize(1);
    }

    @Override
    public Future<?> start() {
        StateLog log = services.stateLogs().apply(shard);
        ShardSurroundings surroundings = new ShardSurroundings(
                services,
                log,
                new VertxTimers(vertx, context),
                aside(),
                new SplittableRandom(),
                services.bus()::settled);
        DeliveryShard made = new DeliveryShard(shard, surroundings);
        opened = made;
        List<TopicRecovered> recovered = made.recover();
        LOG.atInfo()
                .addKeyValue("shard", shard)
                .addKeyValue("topics", recovered.size())
                .addKeyValue(
                        "bytes",
                        recovered.stream()
                                .mapToLong(TopicRecovered::outstandingBytes)
                                .sum())
                .log("delivery state recovered");
        Confirmations confirmations = new Confirmations(surroundings, services.bus()::confirmationEnded);
        confirming = confirmations;
        return listen(made, confirmations)
                .compose(nothing -> tell(made, recovered, 0))
                .<Void>map(nothing -> {
                    // Asked only now: a catalogue that is loaded in between is heard of.
                    if (!services.catalog().isCopy()) {
                        made.onCatalogLoaded();
                    }
                    made.begin();
                    return null;
                });
    }

    private Future<Void> listen(DeliveryShard made, Confirmations confirmations) {
        BrokerBus bus = services.bus();
        return bus.onAdvanced(shard, made::onAdvanced)
                .compose(nothing ->
                        bus.onCatalogChanged((CatalogChanged changed) -> made.onCatalogChanged(changed.scope())))
                .compose(nothing -> bus.onCatalogLoaded(loaded -> made.onCatalogLoaded()))
                .compose(nothing -> bus.onOutstanding(shard, query -> outstanding(made, query)))
                .compose(nothing -> bus.onTrimmed(shard, made::onTrimmed))
                .compose(nothing -> bus.onConfirmation(shard, confirmations::onRequested))
                .compose(nothing -> bus.onFailedDeliveries(
                        shard, request -> Future.succeededFuture(made.failedDeliveries(request))))
                .compose(nothing -> bus.onReplayQuery(shard, query -> Future.succeededFuture(made.replayState(query))));
    }

    @Override
    public Future<?> stop() {
        if (opened == null || confirming == null) {
            return Future.succeededFuture();
        }
        return Future.join(confirming.stop(), opened.stop());
    }

    /** Not the verticle's own pool, which has but the shard's thread; closed with the verticle. */
    private Aside aside() {
        WorkerExecutor compiling = vertx.createSharedWorkerExecutor("filter-compiler", 1);
        return new Aside() {
            @Override
            public <T> Future<T> run(Callable<T> work) {
                return compiling.executeBlocking(work, false);
            }
        };
    }

    /** Without a state log nothing can be freed, and the journal's shard asks again after the next settlement. */
    private static Future<OutstandingReply> outstanding(DeliveryShard shard, OutstandingQuery query) {
        try {
            return Future.succeededFuture(shard.outstanding(query));
        } catch (UncheckedIOException failure) {
            return Future.failedFuture(failure);
        }
    }

    private Future<Void> tell(DeliveryShard shard, List<TopicRecovered> recovered, int from) {
        if (from >= recovered.size()) {
            return Future.succeededFuture();
        }
        int to = Math.min(recovered.size(), from + RECOVERED_AT_ONCE);
        List<Future<Void>> told = recovered.subList(from, to).stream()
                .map(each -> services.bus().recovered(shard.now(each)))
                .toList();
        return Future.all(told).compose(all -> tell(shard, recovered, to));
    }
}
