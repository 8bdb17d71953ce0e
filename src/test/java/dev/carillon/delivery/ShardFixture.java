package dev.carillon.delivery;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.FailedDelivery;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.ReplayQuery;
import dev.carillon.bus.ReplayState;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.CatalogView;
import dev.carillon.catalog.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.config.DeliveryConfig;
import dev.carillon.delivery.shard.ConfirmationRate;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.delivery.shard.ShardSurroundings;
import dev.carillon.delivery.turn.HeldAside;
import dev.carillon.delivery.turn.VirtualTimers;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.push.AddressGuard;
import dev.carillon.push.ClosedPorts;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.NotificationSigner;
import dev.carillon.testing.VirtualTime;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;

/**
 * One shard in virtual time on real files: journals and state log. Endpoints are scripted and notifications bare.
 * {@link #restart} is a kill: nothing is flushed or closed on the way.
 */
public final class ShardFixture implements AutoCloseable {
    /** From this number on topics are FIFO; a message's group is the first letter of its text. */
    public static final long FIFO = 1_000;

    static final ProjectScope SCOPE = new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par"));
    private static final Vertx VERTX = Vertx.vertx();
    private static final BrokerBus BUS = new BrokerBus(VERTX, 1);
    private static final Duration GRACE = Duration.ofSeconds(30);

    public final VirtualTime time = new VirtualTime();
    final VirtualTimers timers = new VirtualTimers(time);
    public final HeldAside aside = new HeldAside();
    public final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    public final PlainNotifications notifications = new PlainNotifications();
    public final ScriptedEndpoints endpoints;
    final CatalogView catalog = CatalogViews.showing();
    public final List<DeliverySettled> settled = new ArrayList<>();

    /** Of every topic that is made or changed from now on. */
    public Map<String, String> topicAttributes = Map.of();

    /** Topics whose journals fail to be read. */
    public final Set<Long> unreadable = new HashSet<>();

    /** Topics whose journals fail to be read once the shard has recovered. */
    public final Set<Long> unreadableFromBegin = new HashSet<>();

    private final BrokerConfig config;
    private final Path folder;
    private final Map<Long, TopicJournal> journals = new HashMap<>();
    private ProjectView project = new ProjectView(SCOPE, 1, time.now(), time.now(), Map.of(), Map.of());
    private DataFolder data;
    private ShardSurroundings surroundings;
    private DeliveryShard shard;
    private Confirmations confirmations;
    private List<TopicRecovered> recovered = List.of();
    private long appendedBytes;
    private int restarts;

    public ShardFixture(Path folder, Map<String, String> environment) {
        this.folder = folder;
        Map<String, String> all = new HashMap<>(environment);
        all.put("CARILLON_DATA", folder.toString());
        config = ((Accepted) new ConfigLoader(all).load(Path.of("conf", "carillon.yaml"))).config();
        endpoints = new ScriptedEndpoints(time, timers, config.delivery().attemptTimeout());
        CatalogViews.show(catalog, project);
    }

    /** Opens files and shard, and begins. */
    public ShardFixture start() {
        try {
            data = DataFolder.open(folder, config.journal());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        project.topics().values().forEach(topic -> journals.put(topic.topicNo(), open(topic.topicNo())));
        DeliveryServices services = services(
                config,
                catalog,
                new UnreadableJournals(data.journals(), unreadable),
                data::stateLog,
                notifications,
                endpoints,
                new BrokerMetrics(meters),
                time);
        int run = restarts;
        surroundings = new ShardSurroundings(services, data.stateLog(0), timers, aside, () -> 1L << 63, each -> {
            if (run == restarts) {
                settled.add(each);
            }
        });
        shard = new DeliveryShard(0, surroundings);
        confirmations = new Confirmations(surroundings);
        recovered = shard.recover();
        if (!catalog.isCopy()) {
            shard.onCatalogLoaded();
        }
        unreadable.addAll(unreadableFromBegin);
        shard.begin();
        return this;
    }

    /** What a shard in virtual time is built on. */
    static DeliveryServices services(
            BrokerConfig config,
            CatalogView catalog,
            JournalStore journals,
            IntFunction<StateLog> stateLogs,
            NotificationSigner signer,
            EndpointClient endpoints,
            BrokerMetrics metrics,
            TimeSource time) {
        return new DeliveryServices(
                BUS,
                catalog,
                journals,
                stateLogs,
                signer,
                endpoints,
                new AddressGuard(VERTX, config.delivery(), new ClosedPorts(Set.of(), Set.of())),
                new ConfirmationRate(config.delivery().confirmationsPerHour(), time),
                config.delivery(),
                config.log(),
                metrics,
                time,
                GRACE);
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
        return new Confirmations(surroundings);
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
        project = project.withTopic(new Topic(topicNo, arn(topicNo), topicAttributes, all, 0));
        CatalogViews.show(catalog, project);
        if (data != null) {
            journals.computeIfAbsent(topicNo, this::open);
        }
    }

    /** Makes or changes a topic. */
    public void topic(long topicNo, Subscription... subscriptions) {
        show(topicNo, subscriptions);
        shard.onCatalogChanged(SCOPE);
    }

    /** What the next start knows: a copy of the catalogue without the topic, or with these subscriptions of it only. */
    void copyWith(long topicNo, Subscription... known) {
        ProjectView full = project;
        project = project.withoutTopic(arn(topicNo));
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
        CatalogViews.load(catalog, project);
        shard.onCatalogChanged(SCOPE);
        shard.onCatalogLoaded();
    }

    public void deleteTopic(long topicNo) {
        project = project.withoutTopic(arn(topicNo));
        CatalogViews.show(catalog, project);
        shard.onCatalogChanged(SCOPE);
    }

    public static Subscription subscription(long topicNo, long no, Protocol protocol, long startSeq) {
        return subscription(topicNo, no, protocol, startSeq, endpoint(no));
    }

    public static Subscription subscription(long topicNo, long no, Protocol protocol, long startSeq, String endpoint) {
        return new Subscription(
                no,
                new SubscriptionArn(arn(topicNo), new UUID(3, no)),
                protocol,
                endpoint,
                new Confirmed(startSeq, ""),
                false,
                false,
                VirtualTimeStart.AT,
                Map.of());
    }

    /** A subscription's endpoint; all are at one origin. */
    public static String endpoint(long subscriptionNo) {
        return "http://127.0.0.1:9000/" + subscriptionNo;
    }

    /** Publishes messages with these texts. */
    public void publish(long topicNo, String... texts) {
        append(topicNo, texts);
        shard.onAdvanced(new JournalAdvanced(0, Map.of(topicNo, nextSeq(topicNo))));
    }

    /** Publishes without a word to the shard. */
    public void append(long topicNo, String... texts) {
        TopicJournal journal = journals.get(topicNo);
        for (String text : texts) {
            long sequence = journal.append(publication(topicNo, text), time.now());
            appendedBytes += encodedBytes(topicNo, sequence);
        }
    }

    /** Leaves sequences out, as the journal's shard does when it was told of a floor. */
    void skipTo(long topicNo, long sequence) {
        journals.get(topicNo).skipTo(sequence);
    }

    long nextSeq(long topicNo) {
        return journals.get(topicNo).nextSeq();
    }

    /** What the shard says of a topic's complete files. */
    public List<LiveSpan> outstanding(long topicNo) {
        return shard.outstanding(new OutstandingQuery(
                        topicNo, journals.get(topicNo).files().complete()))
                .spans();
    }

    /** Frees what the shard says is not waited for, and tells it; returns how many files went. */
    public int free(long topicNo) {
        int files = journals.get(topicNo).files().free(outstanding(topicNo)).files();
        shard.onTrimmed(new JournalTrimmed(topicNo));
        return files;
    }

    /** Lets the files go whose records are below a sequence, and tells the shard; returns how many went. */
    public int trim(long topicNo, long lowSeq) {
        int files = journals.get(topicNo).files().trim(lowSeq);
        shard.onTrimmed(new JournalTrimmed(topicNo));
        return files;
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
        close();
    }

    public Future<Void> stop() {
        return shard.stop();
    }

    public long appendedBytes() {
        return appendedBytes;
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

    @Override
    public void close() {
        journals.values().forEach(TopicJournal::close);
        journals.clear();
        try {
            data.close();
            Path log = folder.resolve("state/0/deliveries.slog");
            Path unused = Files.setLastModifiedTime(log, FileTime.from(time.now()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private TopicJournal open(long topicNo) {
        return data.journals().open(topicNo);
    }

    private long encodedBytes(long topicNo, long sequence) {
        try (var reader = data.journals().read(topicNo)) {
            return ((dev.carillon.journal.store.ReadOutcome.Found) reader.read(sequence))
                    .record()
                    .encodedBytes();
        }
    }

    private static Publication publication(long topicNo, String text) {
        String group = topicNo < FIFO ? "" : text.substring(0, 1);
        return new Publication(UUID.randomUUID(), "", MessageText.of(text), false, List.of(), group, "", "");
    }

    static TopicArn arn(long topicNo) {
        return new TopicArn("scw", SCOPE, "topic-" + topicNo + (topicNo < FIFO ? "" : ".fifo"));
    }

    /** When virtual time begins. */
    static final class VirtualTimeStart {
        static final java.time.Instant AT = java.time.Instant.parse("2026-01-15T10:30:00Z");

        private VirtualTimeStart() {}
    }
}
