package dev.carillon.delivery;

import dev.carillon.bus.FailedDeliveryList;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.ReplayQuery;
import dev.carillon.bus.ReplayState;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardCore;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.state.FactSource;
import dev.carillon.delivery.state.LaneState;
import dev.carillon.delivery.topic.TopicDispatcher;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard's deliveries: the dispatchers of its topics, kept in step with the catalogue. Belongs to one thread, that of
 * its {@link DeliveryVerticle}; knows nothing of Vert.x but futures.
 */
final class DeliveryShard {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryShard.class);
    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int shard;
    private final DeliveryServices services;
    private final ShardCore core;
    private final Recovery recovery;
    private final ShardTopics topics = new ShardTopics();
    private final ShardGauges gauges;

    /** Topics that have a journal and no dispatcher: the catalogue did not have them at the start, or they could not be read. */
    private final Set<Long> unclaimed = new HashSet<>();

    DeliveryShard(int shard, ShardSurroundings surroundings) {
        this.shard = shard;
        services = surroundings.services();
        core = new ShardCore(shard, surroundings, this::factSources);
        recovery = new Recovery(core, surroundings.stateLog());
        gauges = new ShardGauges(shard, core, topics);
    }

    /**
     * Takes up what the last run left. To be called once, first of all; nothing is sent before {@link #begin}, and nothing
     * that the catalogue does not have is forgotten before {@link #onCatalogLoaded}.
     */
    List<TopicRecovered> recover() {
        services.journals().topics().stream().filter(this::isOurs).forEach(unclaimed::add);
        List<TopicRecovered> recovered = new ArrayList<>();
        recovery.readLog();
        for (ProjectView project : services.catalog().projects()) {
            for (Topic topic : project.topics().values()) {
                boolean isOnDisk = unclaimed.contains(topic.topicNo());
                if (isOurs(topic.topicNo()) && (topic.hasConfirmedSubscription() || isOnDisk)) {
                    recovered.add(restore(topic).recovered());
                }
            }
        }
        return recovered;
    }

    /**
     * What {@link #recover} found of a topic, as it is by now: a subscription may have ended since. The journal's shard counts
     * by this, and so is told of nothing that was released before.
     */
    TopicRecovered now(TopicRecovered then) {
        core.settlement().forget(then.topicNo());
        return topics.find(then.topicNo()).map(TopicDispatcher::recovered).orElse(then);
    }

    /** The catalogue is what the database has: what a copy did not know yet is taken up, and all else is gone. */
    void onCatalogLoaded() {
        CatalogView catalog = services.catalog();
        for (long topicNo : List.copyOf(unclaimed)) {
            catalog.topic(topicNo).ifPresent(this::takeUp);
        }
        unclaimed.removeIf(topicNo -> catalog.topic(topicNo).isEmpty());
        Set<Long> subscriptions = subscriptionNos(catalog.projects().stream()
                .flatMap(project -> project.topics().values().stream())
                .filter(topic -> isOurs(topic.topicNo())));
        Set<Long> waiting = subscriptionNos(unclaimed.stream().flatMap(no -> catalog.topic(no).stream()));
        recovery.endUnknown(subscriptions, unclaimed, waiting);
        core.turns().run();
    }

    private static Set<Long> subscriptionNos(Stream<Topic> topics) {
        return topics.flatMap(topic -> topic.subscriptions().values().stream())
                .map(Subscription::subscriptionNo)
                .collect(Collectors.toSet());
    }

    /** Begins to send. */
    void begin() {
        topics.all().forEach(TopicDispatcher::wakeAll);
        core.turns().run();
        look();
    }

    /** The catalogue is asked first, so that a subscription confirmed before the publish is there before the message is. */
    void onAdvanced(JournalAdvanced advanced) {
        advanced.nextSeqs().forEach(this::onAdvanced);
        core.turns().run();
    }

    private void onAdvanced(long topicNo, long nextSeq) {
        Optional<Topic> topic = services.catalog().topic(topicNo);
        if (topic.isPresent()) {
            TopicDispatcher dispatcher = dispatcher(topic.get());
            dispatcher.reconcile(topic.get());
            dispatcher.onAdvanced(nextSeq);
        } else {
            vanish(topicNo);
        }
    }

    /**
     * Says what of a topic's files is still waited for. What is not is settled in the state log when this returns.
     *
     * @throws UncheckedIOException when the state log cannot be written
     */
    OutstandingReply outstanding(OutstandingQuery query) {
        Optional<TopicDispatcher> dispatcher = topics.find(query.topicNo());
        if (dispatcher.isEmpty() || core.underWay().isDraining()) {
            return new OutstandingReply(query.topicNo(), List.of());
        }
        core.settlement().flush();
        return new OutstandingReply(query.topicNo(), dispatcher.get().live(query.files()));
    }

    /** Lets go of files that are gone. */
    void onTrimmed(JournalTrimmed trimmed) {
        core.readers().refresh(trimmed.topicNo());
        topics.find(trimmed.topicNo()).ifPresent(TopicDispatcher::onTrimmed);
    }

    /** How far a subscription's replay has got. */
    ReplayState replayState(ReplayQuery query) {
        return topics.find(query.topicNo())
                .map(dispatcher -> dispatcher.replayState(query.subscriptionNo()))
                .orElse(ReplayState.PENDING);
    }

    /** Compares a project with what is held of it. */
    void onCatalogChanged(ProjectScope scope) {
        CatalogView catalog = services.catalog();
        for (long topicNo : topics.of(scope)) {
            if (catalog.topic(topicNo).isEmpty()) {
                vanish(topicNo);
            }
        }
        catalog.project(scope).stream()
                .flatMap(project -> project.topics().values().stream())
                // As every other handler does: what they see must be of one source, or lanes could come and go.
                .flatMap(topic -> catalog.topic(topic.topicNo()).stream())
                .forEach(this::takeUp);
        core.turns().run();
    }

    /** Begins no attempt any more, and waits for those under way; then writes and closes everything. */
    Future<Void> stop() {
        return core.underWay().drain(core.timers(), services.drainGrace()).map(drained -> {
            topics.all().forEach(TopicDispatcher::noteReach);
            topics.all().forEach(TopicDispatcher::close);
            core.settlement().close();
            core.readers().closeAll();
            core.log().close();
            return null;
        });
    }

    /** What failed last, of one subscription. */
    FailedDeliveryList failedDeliveries(ListFailedDeliveries request) {
        return new FailedDeliveryList(core.failures().of(request.subscriptionNo()));
    }

    /** One topic whose journal cannot be read must not keep others from being taken up. */
    private void takeUp(Topic topic) {
        try {
            reconcile(topic);
        } catch (UncheckedIOException failure) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("topicNo", topic.topicNo())
                    .log(
                            "a topic cannot be taken up; it refuses messages until its project changes, or the next start");
        }
    }

    private void reconcile(Topic topic) {
        long topicNo = topic.topicNo();
        boolean isHeld = topics.find(topicNo).isPresent() || unclaimed.contains(topicNo);
        if (isOurs(topicNo) && (isHeld || topic.hasConfirmedSubscription())) {
            dispatcher(topic).reconcile(topic);
        }
    }

    private boolean isOurs(long topicNo) {
        return services.bus().shardOf(topicNo) == shard;
    }

    private TopicDispatcher dispatcher(Topic topic) {
        return topics.find(topic.topicNo())
                .orElseGet(() -> unclaimed.contains(topic.topicNo()) ? restoreLate(topic) : begun(topic));
    }

    private TopicDispatcher begun(Topic topic) {
        TopicDispatcher made = topics.add(new TopicDispatcher(core, topic, no -> new LaneState()));
        made.begin();
        return made;
    }

    private TopicDispatcher restore(Topic topic) {
        TopicDispatcher restored = recovery.restore(topic);
        unclaimed.remove(topic.topicNo());
        return topics.add(restored);
    }

    /** A topic that was made shortly before the end of the last run, and that the copy did not know. */
    private TopicDispatcher restoreLate(Topic topic) {
        TopicDispatcher restored = restore(topic);
        core.settlement().restartRewrite();
        services.bus()
                .recovered(restored.recovered())
                .onFailure(failure -> LOG.atError()
                        .addKeyValue("topicNo", topic.topicNo())
                        .addKeyValue("error", failure.toString())
                        .log("a topic refuses messages until the next start: its shard was not told what waits"));
        restored.wakeAll();
        return restored;
    }

    private void vanish(long topicNo) {
        topics.remove(topicNo).ifPresent(gone -> {
            gone.vanish();
            core.settlement().forget(topicNo);
            core.readers().close(topicNo);
        });
    }

    private List<FactSource> factSources() {
        return Stream.concat(
                        Stream.of(core.past()),
                        Stream.concat(
                                topics.all().stream().<FactSource>mapMulti(TopicDispatcher::factSources),
                                recovery.factSources()))
                .toList();
    }

    /** Each second: at the clocks, at how far journals reach, and at what metrics show. */
    private void look() {
        if (core.underWay().isDraining()) {
            return;
        }
        try {
            core.past().look();
            topics.all().forEach(TopicDispatcher::noteReach);
            gauges.look();
        } finally {
            var unused = core.timers().after(LOOK_NANOS, this::look);
        }
    }
}
