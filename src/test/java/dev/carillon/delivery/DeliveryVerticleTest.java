package dev.carillon.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.ListFailedDeliveries;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.delivery.shard.ConfirmationRate;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.JournalSpan;
import dev.carillon.model.MessageText;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.ProjectView;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.SubscriptionState.Confirmed;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.push.Endpoints;
import dev.carillon.push.WebClient;
import dev.carillon.push.address.AddressGuard;
import dev.carillon.push.address.ClosedPorts;
import dev.carillon.push.sqs.QueueClient;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.RecordingEndpoint;
import dev.carillon.testing.Reply;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verticle on a real bus, with real files and sockets; only the journal's side of the bus is played. */
class DeliveryVerticleTest {
    private static final TopicArn ARN =
            new TopicArn("scw", new ProjectScope(new ProjectId(new UUID(1, 2)), new Region("fr-par")), "orders");

    private final Vertx vertx = Vertx.vertx();
    private final BrokerBus bus = new BrokerBus(vertx, 1);
    private final RecordingEndpoint endpoint = RecordingEndpoint.start();
    private final CatalogView catalog = CatalogViews.showing();
    private final List<DeliverySettled> settled = new CopyOnWriteArrayList<>();
    private final List<TopicRecovered> recovered = new CopyOnWriteArrayList<>();

    @TempDir
    private Path folder;

    private DataFolder data;
    private TopicJournal journal;
    private DeliveryVerticle verticle;
    private String deployment;

    @BeforeEach
    void open() throws IOException {
        BrokerConfig config = config();
        data = DataFolders.open(folder, config.journal());
        journal = data.journals().open(1, new NoCommits());
        TimeSource time = new RealTime();
        AddressGuard guard = new AddressGuard(vertx, config.delivery(), new ClosedPorts(Set.of(), Set.of()));
        verticle = new DeliveryVerticle(
                0,
                new DeliveryServices(
                        bus,
                        catalog,
                        data.journals(),
                        data::stateLog,
                        new PlainNotifications(),
                        new Endpoints(
                                new WebClient(vertx, config.delivery(), guard, time), new QueueClient(vertx, config)),
                        guard,
                        new ConfirmationRate(60, time),
                        config.delivery(),
                        config.log(),
                        new BrokerMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)),
                        time,
                        Duration.ofSeconds(5)));
        bus.onSettled(0, settled::add).await();
        bus.onRecovered(0, each -> {
                    recovered.add(each);
                    return Future.succeededFuture(each);
                })
                .await();
    }

    @AfterEach
    void close() throws IOException {
        vertx.close().await();
        journal.close();
        data.close();
        endpoint.close();
    }

    @Test
    void deliversWhatIsAnnouncedAndTellsTheJournalWhatIsFree() {
        show("/a", "/b");
        deploy();

        publish("hello");

        await().untilAsserted(() ->
                assertThat(settled.stream().mapToLong(DeliverySettled::lowSeq)).contains(1L));
        assertThat(endpoint.received("/a"))
                .singleElement()
                .satisfies(each -> assertThat(each.text()).isEqualTo("hello"));
        assertThat(endpoint.received("/b")).hasSize(1);
    }

    @Test
    void tellsTheJournalWhatIsOutstandingBeforeItsStartIsComplete() {
        show("/a");
        var unused = journal.append(publication("waiting"), Instant.now());

        deploy();

        assertThat(recovered).singleElement().satisfies(each -> {
            assertThat(each.topicNo()).isEqualTo(1);
            assertThat(each.outstandingBytes()).isPositive();
            assertThat(each.lowSeq()).isZero();
        });
        await().untilAsserted(() -> assertThat(endpoint.received("/a")).hasSize(1));
    }

    @Test
    void answersWhatIsStillWaitedFor() {
        show("/busy");
        deploy();
        endpoint.script("/busy", Reply.status(503));
        publish("hello");
        await().until(() -> !endpoint.received("/busy").isEmpty());

        OutstandingReply reply = bus.outstanding(new OutstandingQuery(
                        1, List.of(new JournalSpan(0, 1, 100, 100), new JournalSpan(1, 2, 100, 100))))
                .await();

        assertThat(reply.spans())
                .singleElement()
                .satisfies(span -> assertThat(span.sequences()).containsExactly(0L));
    }

    @Test
    void sendsConfirmations() {
        show(Awaiting.token("the token"), "/c");
        deploy();

        confirm(endpoint.url("/c"));

        await().untilAsserted(() -> assertThat(endpoint.received("/c"))
                .extracting(RecordingEndpoint.Received::text)
                .containsExactly("the token"));
    }

    @Test
    @Keeps("drop.recorded")
    void listsWhatItGaveUp() {
        show("/gone");
        deploy();
        endpoint.script("/gone", Reply.status(410));

        publish("hello");

        await().untilAsserted(() -> assertThat(bus.failedDeliveries(new ListFailedDeliveries(1, 1))
                        .await()
                        .deliveries())
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.statusCode()).isEqualTo(410);
                    assertThat(failed.endpoint()).isEqualTo("http://127.0.0.1:" + endpoint.port());
                }));
    }

    @Test
    void aStopWaitsForTheAttemptUnderWay() {
        show("/slow");
        deploy();
        endpoint.script("/slow", Reply.ok().after(Duration.ofMillis(300)));
        publish("hello");
        await().until(() -> !endpoint.received("/slow").isEmpty());

        vertx.undeploy(deployment).await();

        await().untilAsserted(() ->
                assertThat(settled).extracting(DeliverySettled::lowSeq).containsExactly(1L));
    }

    @Test
    void aStopWaitsForTheConfirmationUnderWay() {
        List<String> order = new CopyOnWriteArrayList<>();
        Promise<Void> asked = Promise.promise();
        HttpServer slow = vertx.createHttpServer()
                .requestHandler(request -> {
                    asked.complete();
                    vertx.setTimer(300, due -> {
                        order.add("answered");
                        var unused = request.response().end();
                    });
                })
                .listen(0, "127.0.0.1")
                .await();
        show(Awaiting.token("the token"), "/c");
        deploy();
        confirm("http://127.0.0.1:" + slow.actualPort() + "/");
        asked.future().await();

        vertx.undeploy(deployment).await();
        order.add("stopped");

        assertThat(order).containsExactly("answered", "stopped");
    }

    private void confirm(String url) {
        bus.confirmation(
                1,
                new ConfirmationRequested(
                        new SubscriptionArn(ARN, new UUID(3, 0)), url, "the token", ConfirmationKind.SUBSCRIBE));
    }

    private void deploy() {
        deployment =
                vertx.deployVerticle(verticle, DeliveryVerticle.deployment(0)).await();
    }

    private void publish(String text) {
        var unused = journal.append(publication(text), Instant.now());
        bus.advanced(new JournalAdvanced(bus.shardOf(1), Map.of(1L, journal.nextSeq())));
    }

    private void show(String... paths) {
        show(new Confirmed(0, ""), paths);
    }

    private void show(SubscriptionState state, String... paths) {
        Map<UUID, Subscription> all = new HashMap<>();
        List<String> named = new ArrayList<>(List.of(paths));
        for (int i = 0; i < named.size(); i++) {
            UUID id = new UUID(3, i);
            all.put(
                    id,
                    new Subscription(
                            i + 1,
                            new SubscriptionArn(ARN, id),
                            Protocol.LAMBDA,
                            endpoint.url(named.get(i)),
                            state,
                            false,
                            false,
                            Instant.EPOCH,
                            Map.of()));
        }
        Topic topic = new Topic(1, ARN, Map.of(), Map.of(), all, 0);
        CatalogViews.show(
                catalog,
                new ProjectView(ARN.scope(), 1, Instant.EPOCH, Instant.EPOCH, Map.of("orders", topic), Map.of()));
    }

    private static Publication publication(String text) {
        return new Publication(UUID.randomUUID(), "", MessageText.of(text), false, List.of(), "", "", "");
    }

    private BrokerConfig config() {
        Map<String, String> environment = Map.of("CARILLON_DATA", folder.toString(), "CARILLON_JOURNAL_SHARDS", "1");
        return ((Accepted) new ConfigLoader(environment).load(Path.of("conf", "carillon.yaml"))).config();
    }

    private static final class RealTime implements TimeSource {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
