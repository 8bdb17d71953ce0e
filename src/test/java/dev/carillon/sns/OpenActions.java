package dev.carillon.sns;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendGroup;
import dev.carillon.bus.AppendGroupReply;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.ConfirmationRequested;
import dev.carillon.bus.PinReply;
import dev.carillon.catalog.Catalog;
import dev.carillon.catalog.CatalogOptions;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.config.LimitsConfig;
import dev.carillon.config.SnsConfig;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.ByteSize;
import dev.carillon.model.Credential;
import dev.carillon.model.ProjectId;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.Publication;
import dev.carillon.model.Region;
import dev.carillon.model.SnsPermissions;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.call.SnsReply;
import dev.carillon.sns.limit.PublishLimits;
import dev.carillon.sns.wire.SnsAction;
import dev.carillon.sns.wire.reply.WireProtocol;
import dev.carillon.sns.wire.request.Forms;
import dev.carillon.sns.wire.request.QueryRequest;
import dev.carillon.testing.TestDatabase;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The actions on a real catalogue and a real bus. What stands at the bus's other end, in the journal's place, answers as
 * the test says, so that every outcome can be had.
 */
public final class OpenActions implements AutoCloseable {
    public static final int TOPICS_MAX = 250;
    public static final int SUBSCRIPTIONS_MAX = 250;
    public static final int FILTERS_MAX = 2;
    public static final int TAGS_MAX = 50;
    public static final int IN_FLIGHT_MAX = 2;
    public static final long NEXT_SEQUENCE = 42;
    public static final String UNSERVED_QUEUE = "arn:aws:sqs:nowhere:123456789012:q";
    public static final String FORBIDDEN_URL = "https://forbidden.example/";

    public final VirtualTime time = new VirtualTime();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    public final Queue<Append> appends = new ConcurrentLinkedQueue<>();
    public final Queue<ConfirmationRequested> confirmations = new ConcurrentLinkedQueue<>();
    public final Queue<String> pins = new ConcurrentLinkedQueue<>();
    private final TestDatabase database = TestDatabase.create();
    private final Vertx vertx = Vertx.vertx();
    private final Catalog catalog;
    private final BrokerBus bus;
    private final ActionRouter router;

    /** The event loop that the router belongs to. */
    private final Context loop = vertx.getOrCreateContext();

    private volatile Function<Append, Future<AppendReply>> journal = OpenActions::storeAll;
    private volatile Supplier<Future<?>> whilePinned = Future::succeededFuture;
    private volatile Supplier<Future<?>> whileChecked = Future::succeededFuture;

    /** Without rates for publishing. */
    public static OpenActions open() {
        try {
            return new OpenActions(0, 0);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With rates for publishing; 0 for none. */
    public OpenActions(int publishesPerCredential, int publishesPerProject) throws Exception {
        LimitsConfig limits = new LimitsConfig(
                ByteSize.parse("100MB"),
                ByteSize.parse("1GB"),
                TOPICS_MAX,
                SUBSCRIPTIONS_MAX,
                FILTERS_MAX,
                ByteSize.parse("8MiB"),
                TAGS_MAX,
                1_000,
                20,
                100,
                publishesPerCredential,
                publishesPerProject);
        CatalogOptions options =
                new CatalogOptions(database.config(), limits, Path.of("nowhere"), EncryptionKey.random());
        catalog = within(Catalog.open(vertx, options, time, scope -> {}));
        bus = new BrokerBus(vertx, 1);
        within(bus.onAppend(0, this::append));
        within(bus.onPin(0, pin -> {
            pins.add("pin " + pin.topicNo());
            return whilePinned.get().map(done -> new PinReply.Pinned(NEXT_SEQUENCE));
        }));
        within(bus.onUnpin(0, unpin -> pins.add("unpin " + unpin.topicNo())));
        within(bus.onConfirmation(0, confirmations::add));
        SnsConfig sns = new SnsConfig(
                "http://localhost:8081",
                "scw",
                ByteSize.parse("2MB"),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                IN_FLIGHT_MAX);
        router = new ActionRouter(new SnsServices(
                catalog.view(),
                catalog.writer(),
                bus,
                time,
                sns,
                limits,
                new PublishLimits(sns, limits, time),
                endpoint -> whileChecked
                        .get()
                        .map(done -> !endpoint.equals(FORBIDDEN_URL) && !endpoint.equals(UNSERVED_QUEUE)),
                new BrokerMetrics(meters)));
    }

    private Future<AppendGroupReply> append(AppendGroup group) {
        appends.addAll(group.appends());
        List<Future<AppendReply>> replies =
                group.appends().stream().map(journal).toList();
        return Future.all(replies).map(all -> new AppendGroupReply(all.list()));
    }

    /** What the journal answers from now on. */
    public void journalAnswers(Function<Publication, AppendOutcome> outcome) {
        journal = append -> Future.succeededFuture(
                new AppendReply(append.publications().stream().map(outcome).toList()));
    }

    public void journalAnswersWith(Function<Append, Future<AppendReply>> answer) {
        journal = answer;
    }

    /** What happens between a topic's pin and what the pin is for. */
    public void meanwhilePinned(Supplier<Future<?>> event) {
        whilePinned = event;
    }

    /** What happens while an endpoint is looked at. */
    public void meanwhileChecked(Supplier<Future<?>> event) {
        whileChecked = event;
    }

    /** A caller who may do everything in a new, active project. */
    public Credential newCaller() throws Exception {
        ProjectScope scope = new ProjectScope(new ProjectId(UUID.randomUUID()), new Region("fr-par"));
        within(catalog.writer().activate(scope));
        return anotherCaller(scope);
    }

    /** One more who may do everything in that project. */
    public Credential anotherCaller(ProjectScope scope) throws Exception {
        WriteOutcome<Credential> outcome =
                within(catalog.writer().createCredential(scope, "all", new SnsPermissions(true, true, true)));
        if (outcome instanceof WriteOutcome.Done<Credential> done) {
            return done.value();
        }
        throw new AssertionError(outcome.toString());
    }

    public BrokerBus bus() {
        return bus;
    }

    public Future<String> deploy(Deployable part) {
        return vertx.deployVerticle(part);
    }

    public Catalog catalog() {
        return catalog;
    }

    public Topic topic(String arn) {
        return catalog.view().topic(TopicArn.parse(arn).orElseThrow()).orElseThrow();
    }

    /** The reply to an action with these parameters, names and values in turn. */
    public String call(Credential caller, SnsAction action, String... parameters) throws Exception {
        return body(reply(Optional.of(caller), action, parameters));
    }

    public String callUnsigned(SnsAction action, String... parameters) throws Exception {
        return body(reply(Optional.empty(), action, parameters));
    }

    public SnsReply reply(Optional<Credential> caller, SnsAction action, String... parameters) throws Exception {
        return within(start(caller, action, parameters));
    }

    public Future<SnsReply> start(Optional<Credential> caller, SnsAction action, String... parameters) {
        QueryRequest request = Forms.of(parameters);
        Promise<SnsReply> reply = Promise.promise();
        loop.runOnContext(turn -> router.handle(new SnsCall(action, request, caller, "tx-test", "", WireProtocol.QUERY))
                .onComplete(reply));
        return reply.future();
    }

    public String newTopic(Credential caller, String name) throws Exception {
        return only("TopicArn", call(caller, SnsAction.CREATE_TOPIC, "Name", name));
    }

    /** The texts of all elements of a name, in order. */
    public static List<String> all(String element, String xml) {
        Matcher matcher =
                Pattern.compile("<" + element + ">(.*?)</" + element + ">").matcher(xml);
        return matcher.results().map(found -> found.group(1)).toList();
    }

    public static String only(String element, String xml) {
        List<String> found = all(element, xml);
        if (found.size() != 1) {
            throw new AssertionError("not one " + element + " in " + xml);
        }
        return found.get(0);
    }

    /** What an attribute map says. */
    public static String attribute(String name, String xml) {
        Matcher matcher = Pattern.compile("<key>" + name + "</key>\\s*<value>(.*?)</value>")
                .matcher(xml);
        return matcher.find() ? matcher.group(1) : "(absent)";
    }

    public static <T> T within(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private static String body(SnsReply reply) {
        return reply.body().toString();
    }

    private static Future<AppendReply> storeAll(Append append) {
        List<AppendOutcome> outcomes = append.publications().stream()
                .<AppendOutcome>map(each -> new AppendOutcome.Stored(NEXT_SEQUENCE))
                .toList();
        return Future.succeededFuture(new AppendReply(outcomes));
    }

    @Override
    public void close() {
        try {
            within(catalog.close());
            within(vertx.close());
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
        database.close();
    }
}
