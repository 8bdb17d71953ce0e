package dev.carillon.delivery;

import dev.carillon.bus.ConfirmationEnded;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.ReplayQuery;
import dev.carillon.bus.ReplayState;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.DeliveryConfig;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.HeldAside;
import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.journal.store.ArchivedSpan;
import dev.carillon.journal.store.StateLog;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Subscription;
import dev.carillon.model.Topic;
import dev.carillon.testing.VirtualTime;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * One shard in virtual time on real files: journals and state log. Endpoints are scripted and notifications bare.
 * {@link #restart} is a kill: nothing is flushed or closed on the way.
 */
public final class ShardFixture implements AutoCloseable {
    public final VirtualTime time = new VirtualTime();
    final VirtualTimers timers = new VirtualTimers(time);
    public final HeldAside aside = new HeldAside();
    public final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final PlainNotifications notifications = new PlainNotifications();
    public final ScriptedEndpoints endpoints;
    final CatalogView catalog = CatalogViews.showing();
    public final List<DeliverySettled> settled = new ArrayList<>();
    final List<ConfirmationEnded> endedConfirmations = new ArrayList<>();

    /** Of every topic that is made or changed from now on. */
    public Map<String, String> topicAttributes = Map.of();

    /** Topics whose journals fail to be read. */
    public final Set<Long> unreadable = new HashSet<>();

    /** Topics whose journals fail to be read once the shard has recovered. */
    public final Set<Long> unreadableFromBegin = new HashSet<>();

    /** Whether what fails is a mapped page. */
    public boolean isPageLost;

    /** Whether the state log cannot be written. */
    public boolean isLogUnwritable;

    private final BrokerConfig config;
    private final ShardFiles files;
    private ProjectView project = new ProjectView(TestTopics.SCOPE, 1, time.now(), time.now(), Map.of(), Map.of());
    private ShardSurroundings surroundings;
    private DeliveryShard shard;
    private Confirmations confirmations;
    private List<TopicRecovered> recovered = List.of();
    private int restarts;

    /** On files of its own, with the settings as they are. */
    public static ShardFixture open() {
        return open(Map.of());
    }

    /** On files of its own, with some settings changed. */
    public static ShardFixture open(Map<String, String> environment) {
        return new ShardFixture(ShardFiles.newFolder(), environment).start();
    }

    /** Opens nothing yet. */
    ShardFixture(Path folder, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("CARILLON_DATA", folder.toString());
        all.put("CARILLON_JOURNAL_SHARDS", "1");
        config = ((Accepted) new ConfigLoader(all).load(Path.of("conf", "carillon.yaml"))).config();
        files = new ShardFiles(folder, config.journal());
        endpoints = new ScriptedEndpoints(time, timers, config.delivery().attemptTimeout());
        CatalogViews.show(catalog, project);
    }

    /** Opens files and shard, and begins. */
    public ShardFixture start() {
        files.open();
        project.topics().values().forEach(topic -> files.hold(topic.topicNo()));
        DeliveryServices services = VirtualServices.of(
                config,
                catalog,
                new UnreadableJournals(files.data().journals(), unreadable, () -> isPageLost),
                files.data()::stateLog,
                notifications,
                endpoints,
                new BrokerMetrics(meters),
                time);
        int run = restarts;
        StateLog log = new UnwritableLog(files.data().stateLog(0), () -> isLogUnwritable);
        surroundings = new ShardSurroundings(services, log, timers, aside, () -> 1L << 63, each -> {
            if (run == restarts) {
                settled.add(each);
            }
        });
        shard = new DeliveryShard(0, surroundings);
        confirmations = new Confirmations(surroundings, endedConfirmations::add);
        recovered = shard.recover();
        if (!catalog.isCopy()) {
            shard.onCatalogLoaded();
        }
        unreadable.addAll(unreadableFromBegin);
        shard.begin();
        return this;
    }

    public DeliveryConfig config() {
        return config.delivery();
    }

    DeliveryShard shard() {
        return shard;
    }

    Confirmations confirmations() {
        return confirmations;
    }

    /** Those of a shard that shares everything with this one but its topics. */
    Confirmations confirmationsOfAnotherShard() {
        return new Confirmations(surroundings, endedConfirmations::add);
    }

    public List<TopicRecovered> recovered() {
        return recovered;
    }

    /** Makes or changes a topic, without a word to the shard. */
    public void show(long topicNo, Subscription... subscriptions) {
        Map<UUID, Subscription> all = new HashMap<>();
        for (Subscription each : subscriptions) {
            all.put(each.arn().id(), each);
        }
        project = project.withTopic(new Topic(topicNo, TestTopics.arn(topicNo), topicAttributes, Map.of(), all, 0));
        CatalogViews.show(catalog, project);
        files.hold(topicNo);
    }

    /** Makes or changes a topic. */
    public void topic(long topicNo, Subscription... subscriptions) {
        show(topicNo, subscriptions);
        shard.onCatalogChanged(TestTopics.SCOPE);
    }

    /** What the next start knows: a copy of the catalogue without the topic, or with these subscriptions of it only. */
    void copyWith(long topicNo, Subscription... known) {
        ProjectView full = project;
        project = project.withoutTopic(TestTopics.arn(topicNo));
        ProjectView copy = project;
        if (known.length > 0) {
            show(topicNo, known);
            copy = project;
        }
        project = full;
        CatalogViews.showCopy(catalog, copy);
    }

    /** The database is back, and the shard hears of it. */
    void load() {
        learn();
        shard.onCatalogLoaded();
    }

    /** The database is back, and the shard hears of the project so far. */
    void learn() {
        CatalogViews.load(catalog, project);
        shard.onCatalogChanged(TestTopics.SCOPE);
    }

    public void deleteTopic(long topicNo) {
        project = project.withoutTopic(TestTopics.arn(topicNo));
        CatalogViews.show(catalog, project);
        shard.onCatalogChanged(TestTopics.SCOPE);
    }

    /** Publishes messages with these texts. */
    public void publish(long topicNo, String... texts) {
        append(topicNo, texts);
        shard.onAdvanced(new JournalAdvanced(0, Map.of(topicNo, nextSeq(topicNo))));
    }

    /** Publishes without a word to the shard. */
    public void append(long topicNo, String... texts) {
        for (String text : texts) {
            files.append(topicNo, TestTopics.publication(topicNo, text), time.now());
        }
    }

    /** Leaves sequences out, as the journal's shard does when it was told of a floor. */
    void skipTo(long topicNo, long sequence) {
        files.journal(topicNo).skipTo(sequence);
    }

    /** Of the next message. */
    public long nextSeq(long topicNo) {
        return files.journal(topicNo).nextSeq();
    }

    /** What the shard says of a topic's complete files. */
    public List<LiveSpan> outstanding(long topicNo) {
        return shard.outstanding(new OutstandingQuery(
                        topicNo, files.journal(topicNo).files().complete()))
                .spans();
    }

    /** Frees what the shard says is not waited for, and tells it; returns how many files went. */
    public int free(long topicNo) {
        int freed = files.journal(topicNo)
                .files()
                .free(outstanding(topicNo), ArchivedSpan.NOTHING)
                .files();
        shard.onTrimmed(new JournalTrimmed(topicNo));
        return freed;
    }

    /** Lets the files go whose records are below a sequence, and tells the shard; returns how many went. */
    public int trim(long topicNo, long lowSeq) {
        int freed = files.journal(topicNo).files().trim(lowSeq);
        shard.onTrimmed(new JournalTrimmed(topicNo));
        return freed;
    }

    /** What failed last, of one subscription. */
    public List<FailedDelivery> failedDeliveries(long topicNo, long subscriptionNo) {
        return shard.failedDeliveries(new ListFailedDeliveries(topicNo, subscriptionNo))
                .deliveries();
    }

    /** How far a subscription's replay has got. */
    public ReplayState replayState(long topicNo, long subscriptionNo) {
        return shard.replayState(new ReplayQuery(topicNo, subscriptionNo));
    }

    public void advance(Duration span) {
        timers.advance(span);
    }

    /** Kills the shard and starts another on the same files. */
    public void restart() {
        kill();
        var unused = start();
    }

    /** What a kill leaves. */
    public void kill() {
        restarts++;
        timers.clear();
        files.close(time.now());
    }

    public Future<Void> stop() {
        return shard.stop();
    }

    public long appendedBytes() {
        return files.appendedBytes();
    }

    public long releasedBytes() {
        return settled.stream().mapToLong(DeliverySettled::releasedBytes).sum();
    }

    /** The sum over all its labels. */
    public double counter(String name) {
        return meters.find(name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    /** Where its files are. */
    public Path folder() {
        return files.folder();
    }

    @Override
    public void close() {
        files.close(time.now());
        files.delete();
    }
}
