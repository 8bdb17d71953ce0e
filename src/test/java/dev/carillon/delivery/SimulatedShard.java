package dev.carillon.delivery;

import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.HeldAside;
import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One shard with nothing real around it: journals, state log and endpoints in memory, a ledger that watches them all. */
final class SimulatedShard {
    /** Of topics with an archive. */
    private static final Duration RETENTION = Duration.ofDays(1);

    final VirtualTime time = new VirtualTime();
    final VirtualTimers timers = new VirtualTimers(time);
    final ShardLedger ledger;
    final SimulatedJournals journals = new SimulatedJournals();
    final SimulatedLog log;
    final SimulatedEndpoints endpoints;
    private final CatalogView catalog = CatalogViews.showing();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final BrokerMetrics metrics = new BrokerMetrics(meters);
    private final BrokerConfig config;
    private ProjectView project = new ProjectView(TestTopics.SCOPE, 1, time.now(), time.now(), Map.of(), Map.of());
    private @Nullable DeliveryShard shard;
    private HeldAside aside = new HeldAside();
    private int run;
    private long endedNanos;

    SimulatedShard(BrokerConfig config, SplittableRandom random, long bytesAnEntry) {
        this.config = config;
        ledger = new ShardLedger(time, config.delivery().functionRetryWindow());
        log = new SimulatedLog(time, bytesAnEntry, ledger::onEntry);
        endpoints = new SimulatedEndpoints(random.split(), timers, ledger);
        CatalogViews.show(catalog, project);
    }

    void start(SplittableRandom random) {
        start(random, Set.of());
    }

    /**
     * Starts, on a copy of the catalogue when that is to lack some topics; {@link #load} follows then.
     *
     * @param unknown topics that it does not have
     */
    void start(SplittableRandom random, Set<Long> unknown) {
        showCatalog(unknown);
        int started = ++run;
        aside = new HeldAside();
        long now = time.nanoTime();
        long lastRunMillis = log.lastRunMillis().orElseThrow();
        ledger.onStopped(now - endedNanos, now - Math.min(endedNanos, log.lastWriteNanos()));
        DeliveryServices services = VirtualServices.of(
                config, catalog, journals, no -> log, new PlainNotifications("/replayed"), endpoints, metrics, time);
        shard = new DeliveryShard(0, new ShardSurroundings(services, log, timers, aside, random.split(), settled -> {
            if (started == run) {
                ledger.onSettled(settled);
                journals.settled(settled.topicNo(), settled.lowSeq());
                trim(settled.topicNo());
            }
        }));
        double before = meters.counter("carillon.journal.damaged.records").count();
        journals.restart();
        List<TopicRecovered> recovered = shard().recover();
        recovered.forEach(each -> journals.settled(each.topicNo(), each.lowSeq()));
        if (meters.counter("carillon.journal.damaged.records").count() > before) {
            ledger.violated("records are missed that were settled");
        }
        ledger.topics().values().forEach(topic -> topic.freedSeq = journals.firstSeq(topic.topicNo));
        ledger.onRestart(log.durable(), lastRunMillis, recovered, unknown);
        shard().begin();
        if (unknown.isEmpty()) {
            shard().onCatalogLoaded();
        }
    }

    private void showCatalog(Set<Long> unknown) {
        if (unknown.isEmpty()) {
            CatalogViews.load(catalog, project);
            return;
        }
        ProjectView copy = project;
        for (long topicNo : unknown) {
            copy = copy.withoutTopic(TestTopics.arn(topicNo));
        }
        CatalogViews.showCopy(catalog, copy);
    }

    /** Whether it was started on a copy of the catalogue and knows no better. */
    boolean isOnCopy() {
        return catalog.isCopy();
    }

    /** The database is back. */
    void load() {
        CatalogViews.load(catalog, project);
        ledger.onLoaded(log.durable());
        shard().onCatalogChanged(TestTopics.SCOPE);
        shard().onCatalogLoaded();
    }

    HeldAside aside() {
        return aside;
    }

    /** What the shard says of a topic's journal, as if it were one complete file. */
    List<LiveSpan> outstanding(long topicNo) {
        JournalSpan file = new JournalSpan(0, ledger.topic(topicNo).nextSeq(), 1, Long.MAX_VALUE);
        return shard().outstanding(new OutstandingQuery(topicNo, List.of(file))).spans();
    }

    /** Ends as a kill does. */
    void kill() {
        endedNanos = time.nanoTime();
        timers.clear();
        log.kill();
        journals.repair();
    }

    /** Ends as a stop does that was given its time; whether it needed no more. */
    boolean stop() {
        var stopped = shard().stop();
        timers.advance(Duration.ofSeconds(31));
        boolean isClean = stopped.succeeded();
        kill();
        return isClean;
    }

    void publish(long topicNo, int bytes) {
        long unused = journals.append(topicNo, bytes, time.now().truncatedTo(ChronoUnit.MILLIS));
        ledger.onPublished(topicNo, bytes);
    }

    /** Tells the shard of everything that was published to a topic. */
    void announce(long topicNo) {
        ledger.onSeen(topicNo);
        ledger.topic(topicNo).announcedSeq = ledger.topic(topicNo).nextSeq();
        shard().onAdvanced(new JournalAdvanced(
                0, Map.of(topicNo, ledger.topic(topicNo).nextSeq())));
    }

    /** Tells the shard of every change of the catalogue. */
    void tell() {
        ledger.topics().keySet().forEach(ledger::onSeen);
        ledger.topics()
                .values()
                .forEach(topic -> topic.isGone |= catalog.topic(topic.topicNo).isEmpty());
        shard().onCatalogChanged(TestTopics.SCOPE);
    }

    /** What is old enough goes, and the shard hears of it, a moment later. */
    void trim(long topicNo) {
        Instant before = isArchived(topicNo) ? time.now().minus(RETENTION) : Instant.MAX;
        int current = run;
        if (journals.trim(topicNo, before)) {
            var unused = timers.after(1, () -> {
                if (current == run) {
                    shard().onTrimmed(new JournalTrimmed(topicNo));
                }
            });
        }
    }

    boolean isArchived(long topicNo) {
        return catalog.topic(topicNo).filter(ArchivePolicy::isSetOn).isPresent();
    }

    /** A topic with a policy, or none. */
    void addTopic(long topicNo, Map<String, String> attributes) {
        show(new Topic(topicNo, TestTopics.arn(topicNo), attributes, Map.of(), Map.of(), 0));
        long unused = ledger.topic(topicNo).nextSeq();
    }

    void removeTopic(long topicNo) {
        project = project.withoutTopic(TestTopics.arn(topicNo));
        CatalogViews.show(catalog, project);
    }

    /** All of its topics go with a project, and whoever comes back begins anew. */
    void deactivate() {
        CatalogViews.forget(catalog, project);
        project = new ProjectView(TestTopics.SCOPE, 1, time.now(), time.now(), Map.of(), Map.of());
    }

    void add(Subscription subscription) {
        Topic topic = topic(subscription);
        Map<UUID, Subscription> all = new HashMap<>(topic.subscriptions());
        all.put(subscription.arn().id(), subscription);
        show(new Topic(topic.topicNo(), topic.arn(), topic.attributes(), topic.tags(), all, 0));
    }

    void remove(Subscription subscription) {
        Topic topic = topic(subscription);
        Map<UUID, Subscription> all = new HashMap<>(topic.subscriptions());
        all.remove(subscription.arn().id());
        show(new Topic(topic.topicNo(), topic.arn(), topic.attributes(), topic.tags(), all, 0));
    }

    private Topic topic(Subscription of) {
        return catalog.topic(of.arn().topic()).orElseThrow();
    }

    private void show(Topic topic) {
        project = project.withTopic(topic);
        CatalogViews.show(catalog, project);
    }

    private DeliveryShard shard() {
        return Objects.requireNonNull(shard, "started");
    }
}
