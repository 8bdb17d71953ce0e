package dev.carillon.delivery;

import dev.carillon.bus.FailedDeliveryList;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.CatalogView;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Topic;
import io.vertx.core.Future;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * One shard's deliveries: the dispatchers of its topics, kept in step with the catalogue. Belongs to one thread, that of
 * its {@link DeliveryVerticle}; knows nothing of Vert.x but futures.
 */
final class DeliveryShard {
    private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int shard;
    private final DeliveryServices services;
    private final ShardCore core;
    private final Recovery recovery;
    private final Map<Long, TopicDispatcher> topics = new HashMap<>();
    private final Map<ProjectScope, Map<Long, TopicDispatcher>> topicsByScope = new HashMap<>();
    private volatile long backlogAgeMillis;

    DeliveryShard(int shard, ShardSurroundings surroundings) {
        this.shard = shard;
        services = surroundings.services();
        core = new ShardCore(shard, surroundings, this::facts);
        recovery = new Recovery(core, surroundings.stateLog());
        services.metrics().showInFlight(shard, () -> core.underWay().shown());
        services.metrics().showOpenBreakers(shard, () -> core.openBreakers().shown());
        services.metrics().showBacklogAge(shard, () -> backlogAgeMillis);
    }

    /** Takes up what the last run left. To be called once, first of all; nothing is sent before {@link #begin}. */
    List<TopicRecovered> recover() {
        List<Long> onDisk = services.journals().topics();
        List<TopicRecovered> recovered = new ArrayList<>();
        recovery.readLog();
        for (ProjectView project : services.catalog().projects()) {
            for (Topic topic : project.topics().values()) {
                if (isOurs(topic) && (topic.hasConfirmedSubscription() || onDisk.contains(topic.topicNo()))) {
                    TopicDispatcher dispatcher = recovery.restore(topic);
                    var unused = hold(dispatcher);
                    recovered.add(dispatcher.recovered());
                }
            }
        }
        recovery.endUnknown();
        return recovered;
    }

    /** Begins to send. */
    void begin() {
        topics.values().forEach(TopicDispatcher::wakeAll);
        core.turns().run();
        showAge();
    }

    /** The catalogue is asked first, so that a subscription confirmed before the publish is there before the message is. */
    void onAdvanced(JournalAdvanced advanced) {
        Optional<Topic> topic = services.catalog().topic(advanced.topicNo());
        if (topic.isPresent()) {
            TopicDispatcher dispatcher = dispatcher(topic.get());
            dispatcher.reconcile(topic.get());
            dispatcher.onAdvanced(advanced.nextSeq());
        } else {
            vanish(advanced.topicNo());
        }
        core.turns().run();
    }

    /**
     * Says what of a topic's files is still waited for. What is not is settled in the state log when this returns.
     *
     * @throws UncheckedIOException when the state log cannot be written
     */
    OutstandingReply outstanding(OutstandingQuery query) {
        TopicDispatcher dispatcher = topics.get(query.topicNo());
        if (dispatcher == null || core.underWay().isDraining()) {
            return new OutstandingReply(query.topicNo(), List.of());
        }
        core.settlement().flush();
        return new OutstandingReply(query.topicNo(), dispatcher.live(query.files()));
    }

    /** Lets go of files that are gone. */
    void onTrimmed(JournalTrimmed trimmed) {
        core.readers().refresh(trimmed.topicNo());
    }

    /** Compares a project with what is held of it. */
    void onCatalogChanged(ProjectScope scope) {
        CatalogView catalog = services.catalog();
        for (Long topicNo :
                List.copyOf(topicsByScope.getOrDefault(scope, Map.of()).keySet())) {
            if (catalog.topic(topicNo).isEmpty()) {
                vanish(topicNo);
            }
        }
        catalog.project(scope).stream()
                .flatMap(project -> project.topics().values().stream())
                // As every other handler does: what they see must be of one source, or lanes could come and go.
                .flatMap(topic -> catalog.topic(topic.topicNo()).stream())
                .forEach(this::reconcile);
        core.turns().run();
    }

    /** Begins no attempt any more, and waits for those under way; then writes and closes everything. */
    Future<Void> stop() {
        return core.underWay().drain(core.timers(), services.drainGrace()).map(drained -> {
            topics.values().forEach(TopicDispatcher::close);
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

    private void reconcile(Topic topic) {
        if (isOurs(topic) && (topics.containsKey(topic.topicNo()) || topic.hasConfirmedSubscription())) {
            dispatcher(topic).reconcile(topic);
        }
    }

    private boolean isOurs(Topic topic) {
        return services.bus().shardOf(topic.topicNo()) == shard;
    }

    private TopicDispatcher dispatcher(Topic topic) {
        TopicDispatcher known = topics.get(topic.topicNo());
        if (known != null) {
            return known;
        }
        TopicDispatcher made = hold(new TopicDispatcher(core, topic, no -> new LaneState()));
        made.begin();
        return made;
    }

    private TopicDispatcher hold(TopicDispatcher dispatcher) {
        Topic topic = dispatcher.topic();
        topics.put(topic.topicNo(), dispatcher);
        topicsByScope
                .computeIfAbsent(topic.arn().scope(), scope -> new HashMap<>())
                .put(topic.topicNo(), dispatcher);
        return dispatcher;
    }

    private void vanish(long topicNo) {
        TopicDispatcher gone = topics.remove(topicNo);
        if (gone == null) {
            return;
        }
        ProjectScope scope = gone.topic().arn().scope();
        Map<Long, TopicDispatcher> siblings = topicsByScope.getOrDefault(scope, Map.of());
        siblings.remove(topicNo);
        if (siblings.isEmpty()) {
            topicsByScope.remove(scope);
        }
        gone.vanish();
        core.settlement().forget(topicNo);
        core.readers().close(topicNo);
    }

    private Iterator<StateEntry> facts() {
        return topics.values().stream()
                .<StateEntry>mapMulti(TopicDispatcher::facts)
                .iterator();
    }

    private void showAge() {
        if (core.underWay().isDraining()) {
            return;
        }
        try {
            long oldest = Long.MAX_VALUE;
            for (TopicDispatcher dispatcher : topics.values()) {
                oldest = Math.min(oldest, dispatcher.oldestPublishedNanos());
            }
            long now = services.time().nanoTime();
            backlogAgeMillis = oldest >= now ? 0 : TimeUnit.NANOSECONDS.toMillis(now - oldest);
        } finally {
            var unused = core.timers().after(AGE_NANOS, this::showAge);
        }
    }
}
