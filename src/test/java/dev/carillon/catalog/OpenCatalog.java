package dev.carillon.catalog;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.catalog.server.DatabaseTimes;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.config.LimitsConfig;
import dev.carillon.model.ByteSize;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Protocol;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A catalogue for one test, with the Vert.x that it needs, driven by a thread that waits. */
public final class OpenCatalog implements AutoCloseable {
    public static final EncryptionKey KEY = EncryptionKey.random();
    public static final VirtualTime TIME = new VirtualTime();
    /** Shorter than the usual ones where tests wait until they are over; a connection may take its time on a busy machine. */
    private static final DatabaseTimes TIMES = new DatabaseTimes(5_000, 5, 2_000, 2, 5);

    public static final int TOPICS_MAX = 5;
    public static final int SUBSCRIPTIONS_MAX = 4;
    public static final int FILTERS_MAX = 2;
    public static final int FILTER_BYTES_MAX = 1_000;
    public static final int CREDENTIALS_MAX = 25;

    private final Queue<ProjectScope> announced = new ConcurrentLinkedQueue<>();
    private final AtomicInteger loaded = new AtomicInteger();
    private final Vertx vertx = Vertx.vertx();
    private final Catalog catalog;

    private OpenCatalog(CatalogOptions options) throws Exception {
        try {
            catalog = within(Catalog.open(vertx, options, TIMES, TIME, new Listener()));
        } catch (Exception failure) {
            within(vertx.close());
            throw failure;
        }
    }

    public static OpenCatalog on(DatabaseConfig database) throws Exception {
        return with(options(database, Path.of("nowhere"), KEY));
    }

    public static OpenCatalog with(CatalogOptions options) throws Exception {
        return new OpenCatalog(options);
    }

    public static CatalogOptions options(DatabaseConfig database, Path dataFolder, EncryptionKey key) {
        LimitsConfig limits = new LimitsConfig(
                ByteSize.parse("100MB"),
                ByteSize.parse("1GB"),
                TOPICS_MAX,
                SUBSCRIPTIONS_MAX,
                FILTERS_MAX,
                new ByteSize(FILTER_BYTES_MAX),
                50,
                CREDENTIALS_MAX,
                20,
                100,
                0,
                0);
        return new CatalogOptions(database, limits, dataFolder, key);
    }

    /** One that keeps a copy in this folder, or starts on it. */
    public static OpenCatalog withCopy(DatabaseConfig database, Path dataFolder) throws Exception {
        OpenCatalog opened = with(options(database, dataFolder, KEY));
        within(opened.catalog.keepCopy());
        return opened;
    }

    public CatalogView view() {
        return catalog.view();
    }

    public CatalogWriter writer() {
        return catalog.writer();
    }

    /** Adds a subscription to the topic that has its ARN now, if there is one. */
    public Future<WriteOutcome<Subscription>> subscribe(Subscription subscription) {
        long topicNo =
                view().topic(subscription.arn().topic()).map(Topic::topicNo).orElse(0L);
        return writer().createSubscription(topicNo, subscription);
    }

    public Catalog catalog() {
        return catalog;
    }

    /** The projects whose changes were announced, in order. */
    public Queue<ProjectScope> announced() {
        return announced;
    }

    /** How often it was announced that the database's catalogue is shown in place of a copy. */
    public AtomicInteger loaded() {
        return loaded;
    }

    /** A new project, activated. */
    public ProjectScope project() throws Exception {
        ProjectScope scope = newScope();
        within(writer().activate(scope));
        return scope;
    }

    public static ProjectScope newScope() {
        return new ProjectScope(new ProjectId(UUID.randomUUID()), new Region("fr-par"));
    }

    public static TopicArn arn(ProjectScope scope, String name) {
        return new TopicArn("scw", scope, name);
    }

    public static Subscription confirmed(TopicArn topic, String endpoint) {
        return subscription(topic, Protocol.LAMBDA, endpoint, new SubscriptionState.Confirmed(7, ""));
    }

    public static Subscription pending(TopicArn topic, String endpoint, Duration validity) {
        return subscription(
                topic,
                Protocol.HTTPS,
                endpoint,
                new SubscriptionState.Pending("ab".repeat(32), TIME.now().plus(validity)));
    }

    private static Subscription subscription(
            TopicArn topic, Protocol protocol, String endpoint, SubscriptionState state) {
        return new Subscription(
                0,
                new SubscriptionArn(topic, UUID.randomUUID()),
                protocol,
                endpoint,
                state,
                false,
                false,
                TIME.now().plusNanos(123),
                Map.of("RawMessageDelivery", "false"));
    }

    public static <T> T within(Future<T> future) throws Exception {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        } catch (TimeoutException late) {
            throw new AssertionError("no answer within a minute", late);
        }
    }

    @Override
    public void close() {
        try {
            within(catalog.close());
            within(vertx.close());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private final class Listener implements CatalogListener {
        @Override
        public void onChanged(ProjectScope scope) {
            announced.add(scope);
        }

        @Override
        public void onLoaded() {
            loaded.incrementAndGet();
        }
    }
}
