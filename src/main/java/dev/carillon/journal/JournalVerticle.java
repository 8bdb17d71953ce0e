package dev.carillon.journal;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendGroup;
import dev.carillon.bus.AppendGroupReply;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.PinReply;
import dev.carillon.bus.PinTopic;
import dev.carillon.bus.TopicRecovered;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One shard of the journal: the only writer of its topics. Runs on a worker thread of its own, always the same one,
 * since an append may stall for milliseconds when a file is begun.
 *
 * <p>Appends are made at once, and their reply waits for a commit that is queued behind whatever has arrived by then.
 */
public final class JournalVerticle extends VerticleBase {
    private static final Duration SWEEP = Duration.ofMillis(250);

    private final int shard;
    private final JournalServices services;
    private final JournalShard core;

    JournalVerticle(int shard, JournalServices services, Journals shared) {
        this.shard = shard;
        this.services = services;
        this.core = new JournalShard(shard, services, shared, this::onShard);
    }

    /** How to deploy a shard: on a pool of one thread. */
    public static DeploymentOptions deployment(int shard) {
        return new DeploymentOptions()
                .setThreadingModel(ThreadingModel.WORKER)
                .setWorkerPoolName("journal-" + shard)
                .setWorkerPoolSize(1);
    }

    @Override
    public Future<?> start() {
        BrokerBus bus = services.bus();
        core.start(topicNo -> bus.shardOf(topicNo) == shard);
        services.metrics().journal().showOpenJournals(shard, core::openJournals);
        long unused = vertx.setPeriodic(SWEEP.toMillis(), timer -> sweep());
        return Future.all(List.of(
                        bus.onAppend(shard, this::onAppend),
                        bus.onPin(shard, this::onPin),
                        bus.onUnpin(shard, core::unpin),
                        bus.onSettled(shard, core::settled),
                        bus.onRecovered(shard, this::onRecovered),
                        bus.onCatalogChanged(core::catalogChanged),
                        bus.onCatalogLoaded(loaded -> core.deleteUnknown())))
                .onSuccess(listening -> {
                    // Asked only now: a catalogue that is loaded in between is heard of.
                    if (!services.catalog().isCopy()) {
                        core.deleteUnknown();
                    }
                });
    }

    /** What arrives from now on is refused; what was appended is committed and answered. */
    @Override
    public Future<?> stop() {
        return core.drain();
    }

    /** Commits end on a thread that waits for the disk. */
    private void onShard(Runnable work) {
        context.runOnContext(nothing -> work.run());
    }

    /** A question that is not answered, since the other side is just stopping, is asked again at the next settlement. */
    private void sweep() {
        for (OutstandingQuery question : core.sweep()) {
            Future<?> unused = services.bus().outstanding(question).onSuccess(core::free);
        }
    }

    private Future<AppendGroupReply> onAppend(AppendGroup group) {
        boolean isFirst = core.group().isEmpty();
        List<AppendReply> replies = new ArrayList<>(group.appends().size());
        for (Append append : group.appends()) {
            replies.add(new AppendReply(core.append(append)));
        }
        if (isFirst) {
            context.runOnContext(end -> core.group().commit());
        }
        return core.group().reply(replies);
    }

    private Future<PinReply> onPin(PinTopic pin) {
        return Future.succeededFuture(core.pin(pin));
    }

    private Future<TopicRecovered> onRecovered(TopicRecovered recovered) {
        core.recovered(recovered);
        return Future.succeededFuture(recovered);
    }
}
