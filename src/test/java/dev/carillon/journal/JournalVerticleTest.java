package dev.carillon.journal;

import static dev.carillon.journal.Projects.SCOPE;
import static dev.carillon.journal.Projects.heard;
import static dev.carillon.journal.Projects.heardFrom;
import static dev.carillon.journal.Projects.message;
import static dev.carillon.journal.Projects.project;
import static dev.carillon.journal.Projects.unheard;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.CatalogChanged;
import dev.carillon.bus.CatalogLoaded;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.JournalAdvanced;
import dev.carillon.bus.JournalTrimmed;
import dev.carillon.bus.LoneAppend;
import dev.carillon.bus.OutstandingQuery;
import dev.carillon.bus.OutstandingReply;
import dev.carillon.bus.PinReply;
import dev.carillon.bus.PinTopic;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.bus.UnpinTopic;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.EncodedLength;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.ByteSize;
import dev.carillon.model.LiveSpan;
import dev.carillon.model.Publication;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.Texts;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class JournalVerticleTest {
    private static final int SHARDS = 2;
    private static final long QUOTA = 10_000;
    private static final long WATERMARK = 5_000_000;
    private static final JournalConfig CONFIG = new JournalConfig(
            SHARDS,
            ByteSize.parse("2MiB"),
            100,
            new ByteSize(WATERMARK),
            JournalConfig.Durability.FSYNC,
            Duration.ZERO,
            ByteSize.parse("1MiB"));
    private static final int ONE = EncodedLength.of(message("1234"));

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicLong usableBytes = new AtomicLong(Long.MAX_VALUE);
    private final Queue<JournalAdvanced> advanced = new ConcurrentLinkedQueue<>();
    private final List<String> deployments = new ArrayList<>();
    private Vertx vertx;
    private BrokerBus bus;
    private CatalogView catalog;
    private DataFolder data;
    private Journals journals;

    @BeforeEach
    void open(Vertx fresh) throws IOException {
        vertx = fresh;
        bus = new BrokerBus(vertx, SHARDS);
        catalog = CatalogViews.showing(project(heard(1), heard(2), unheard(3)));
        data = DataFolders.open(folder, CONFIG);
        for (int shard = 0; shard < SHARDS; shard++) {
            result(bus.onAdvanced(shard, advanced::add));
        }
    }

    @AfterEach
    void close() throws IOException {
        result(vertx.close());
        data.close();
    }

    @Test
    void storesMessagesInTheirOrderAndWakesTheDeliverySide() {
        start();
        assertThat(append(1, "a", "b")).containsExactly(stored(0), stored(1));
        assertThat(append(1, "c")).containsExactly(stored(2));

        assertThat(texts(1)).containsExactly("a", "b", "c");
        await().untilAsserted(() -> assertThat(advanced)
                .containsExactly(new JournalAdvanced(1, Map.of(1L, 2L)), new JournalAdvanced(1, Map.of(1L, 3L))));
        assertThat(registry.get("carillon.journal.append").timer().count()).isEqualTo(3);
        assertThat(registry.get("carillon.journal.open")
                        .tag("shard", "1")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @Test
    void appendsThatArriveTogetherShareACommit() {
        start();
        List<Future<AppendReply>> replies = IntStream.range(0, 100)
                .mapToObj(i -> LoneAppend.send(bus, new Append(1, List.of(message("x")))))
                .toList();
        result(Future.all(replies));

        assertThat(texts(1)).hasSize(100);
        assertThat(registry.get("carillon.journal.commit").timer().count()).isBetween(1L, 60L);
    }

    @Test
    @Keeps("publish.nobody")
    void keepsNothingWhenNobodyListensAndKnowsATopicThatIsGone() {
        start();

        assertThat(append(3, "a")).containsExactly(new AppendOutcome.NobodyListens());
        assertThat(append(4, "a", "b")).containsExactly(new AppendOutcome.TopicGone(), new AppendOutcome.TopicGone());
        assertThat(data.journals().topics()).isEmpty();
    }

    @Test
    void aPinKeepsMessagesUntilTheLastOneEnds() {
        start();
        assertThat(result(bus.pin(new PinTopic(3)))).isEqualTo(new PinReply.Pinned(0));
        assertThat(append(3, "a")).containsExactly(stored(0));
        assertThat(result(bus.pin(new PinTopic(3)))).isEqualTo(new PinReply.Pinned(1));
        bus.unpin(new UnpinTopic(3));
        assertThat(append(3, "b")).containsExactly(stored(1));
        bus.unpin(new UnpinTopic(3));

        assertThat(append(3, "c")).containsExactly(new AppendOutcome.NobodyListens());
        bus.unpin(new UnpinTopic(3));
        assertThat(result(bus.pin(new PinTopic(4)))).isEqualTo(new PinReply.TopicGone());
    }

    @Test
    void aPinEndsByItselfAfterAMinute() {
        start();
        assertThat(result(bus.pin(new PinTopic(3)))).isEqualTo(new PinReply.Pinned(0));
        time.advance(Duration.ofSeconds(59));
        assertThat(append(3, "a")).containsExactly(stored(0));

        time.advance(Duration.ofSeconds(1));

        assertThat(append(3, "b")).containsExactly(new AppendOutcome.NobodyListens());
    }

    @Test
    @Keeps({"batch.quota", "quota.refusal"})
    void judgesEachMessageOfABatchAloneAgainstTheQuota() {
        start();
        String large = "x".repeat(6_000);
        String small = "1234";

        List<AppendOutcome> outcomes = append(1, large, small, large, small);

        assertThat(outcomes)
                .containsExactly(stored(0), stored(1), new AppendOutcome.OverQuota(56 + 6_000 + ONE, QUOTA), stored(2));
        assertThat(texts(1)).containsExactly(large, small, small);
        assertThat(storedBytes()).isEqualTo(56 + 6_000 + 2 * ONE);
    }

    @Test
    void sixtyFourPublishersOnSeveralShardsNeverPassTheQuota() {
        start();
        List<Future<AppendReply>> replies = IntStream.range(0, 64 * 5)
                .mapToObj(i -> LoneAppend.send(bus, new Append(1 + i % 2, List.of(message("1234")))))
                .toList();
        result(Future.all(replies));

        long stored = replies.stream()
                .filter(reply -> reply.result().outcomes().get(0) instanceof AppendOutcome.Stored)
                .count();
        assertThat(stored).isEqualTo(QUOTA / ONE);
        assertThat(storedBytes()).isEqualTo((double) (stored * ONE));
        assertThat(texts(1).size() + texts(2).size()).isEqualTo((int) stored);
    }

    /** As after a power cut: the catalogue and the state log were forced to disk, the journal's end was not. */
    @Test
    void neverGivesASequenceTwiceThoughTheJournalLostItsEnd() {
        start();
        assertThat(append(1, "a")).containsExactly(stored(0));
        result(bus.recovered(new TopicRecovered(1, 0, 0, 7)));
        assertThat(append(1, "b", "c")).containsExactly(stored(7), stored(8));
        assertThat(result(bus.pin(new PinTopic(1)))).isEqualTo(new PinReply.Pinned(9));
        CatalogViews.show(catalog, project(heardFrom(5, 20)));
        assertThat(append(5, "d")).containsExactly(stored(20));

        try (JournalReader reader = data.journals().read(1)) {
            assertThat(reader.read(0)).isInstanceOf(ReadOutcome.Found.class);
            assertThat(reader.read(3)).isInstanceOf(ReadOutcome.Damaged.class);
            assertThat(reader.read(8)).isInstanceOf(ReadOutcome.Found.class);
            assertThat(reader.nextSeq()).isEqualTo(9);
        }
    }

    @Test
    @Keeps("quota.drains")
    void settlementsGiveTheQuotaBackAndFreeFilesOfOpenAndClosedJournals() throws IOException {
        start();
        for (int i = 0; i < 300; i++) {
            assertThat(append(1, "1234")).containsExactly(stored(i));
            bus.settled(new DeliverySettled(1, ONE, i == 299 ? 200 : 0));
        }
        await().untilAsserted(() -> assertThat(files(1)).hasSize(1));
        assertThat(append(1, "1234")).containsExactly(stored(300));
        closeIdle();
        assertThat(files(1)).hasSize(2);

        bus.settled(new DeliverySettled(1, ONE, 301));

        await().untilAsserted(() -> assertThat(files(1)).hasSize(1));
        assertThat(storedBytes()).isZero();
        assertThat(append(1, "1234")).containsExactly(stored(301));
    }

    @Test
    void asksWhatIsWaitedForBehindAStragglerAndFreesTheRestOfOpenAndClosedJournals() {
        Queue<JournalTrimmed> trimmed = new ConcurrentLinkedQueue<>();
        result(bus.onOutstanding(1, query -> Future.succeededFuture(waitingFor(7, query))));
        result(bus.onTrimmed(1, trimmed::add));
        start();
        for (int i = 0; i < 350; i++) {
            assertThat(append(1, "1234")).containsExactly(stored(i));
            bus.settled(new DeliverySettled(1, i == 7 ? 0 : ONE, 7));
        }

        await().untilAsserted(() -> assertThat(files(1)).hasSize(2));
        await().untilAsserted(() -> assertThat(trimmed).contains(new JournalTrimmed(1)));
        assertThat(registry.get("carillon.journal.copied").counter().count()).isGreaterThanOrEqualTo(ONE);
        assertThat(append(1, "1234")).containsExactly(stored(350));
        try (JournalReader reader = data.journals().read(1)) {
            assertThat(reader.read(7)).isInstanceOf(ReadOutcome.Found.class);
            assertThat(reader.read(8)).isInstanceOf(ReadOutcome.Absent.class);
            assertThat(reader.read(300)).isInstanceOf(ReadOutcome.Found.class);
        }
    }

    @Test
    @Keeps("delete-topic.takes-all")
    void aDeletedTopicGivesItsQuotaBackAndItsFolderGoes() {
        start();
        append(1, "a", "b");
        append(2, "1234");

        CatalogViews.show(catalog, project(heard(2), unheard(3)));
        bus.catalogChanged(new CatalogChanged(SCOPE));

        await().untilAsserted(() -> assertThat(data.journals().topics()).containsExactly(2L));
        assertThat(storedBytes()).isEqualTo(ONE);
        bus.settled(new DeliverySettled(1, ONE, 1));
        assertThat(append(1, "c")).containsExactly(new AppendOutcome.TopicGone());
        assertThat(storedBytes()).isEqualTo(ONE);
    }

    @Test
    void aDeactivatedProjectTakesItsJournalsAndGaugesAlongAndStartsAfreshWhenItComesBack() {
        start();
        append(1, "a");
        append(2, "b");

        CatalogViews.forget(catalog, project(heard(1), heard(2), unheard(3)));
        bus.catalogChanged(new CatalogChanged(SCOPE));

        await().untilAsserted(() -> assertThat(data.journals().topics()).isEmpty());
        await().untilAsserted(() ->
                assertThat(registry.find("carillon.project.stored").gauge()).isNull());
        CatalogViews.show(catalog, project(heard(9)));
        bus.catalogChanged(new CatalogChanged(SCOPE));
        assertThat(append(9, "1234")).containsExactly(stored(0));
        assertThat(storedBytes()).isEqualTo(ONE);
    }

    @Test
    void restoresTheQuotaFromWhatTheDeliverySideFoundAndDeletesFoldersOfTopicsThatAreGone() throws IOException {
        start();
        append(1, "1234", "1234");
        append(2, "1234");
        result(vertx.close());
        data.close();
        registry.clear();
        open(Vertx.vertx());
        CatalogViews.show(catalog, project(heard(1)));
        start();
        assertThat(data.journals().topics()).containsExactly(1L);

        result(bus.recovered(new TopicRecovered(1, 9_950, 1, 2)));
        result(bus.recovered(new TopicRecovered(2, ONE, 0, 1)));

        assertThat(storedBytes()).isEqualTo(9_950);
        assertThat(append(1, "1234")).containsExactly(new AppendOutcome.OverQuota(9_950, QUOTA));
        bus.settled(new DeliverySettled(1, ONE, 1));
        assertThat(append(1, "1234")).containsExactly(stored(2));
    }

    @Test
    void theLastFileOfATopicGoesWhenNobodyUsesItAndNobodyWaits() throws IOException {
        start();
        assertThat(append(1, "a", "b")).containsExactly(stored(0), stored(1));
        assertThat(append(2, "c")).containsExactly(stored(0));
        result(vertx.close());
        data.close();
        registry.clear();
        open(Vertx.vertx());
        start();

        result(bus.recovered(new TopicRecovered(2, ONE, 0, 1)));
        result(bus.recovered(new TopicRecovered(1, 0, 2, 2)));

        await().untilAsserted(
                        () -> assertThat(files(1)).singleElement().asString().endsWith(".kept"));
        assertThat(files(2)).singleElement().asString().doesNotEndWith(".kept");
        assertThat(append(1, "d")).containsExactly(stored(2));
    }

    @Test
    void theLastFileGoesAsWellWhenItsLastMessageIsSettledOnlyAfterNobodyUsedIt() throws IOException {
        start();
        String text = "x".repeat(4_000);
        int bytes = EncodedLength.of(message(text));
        for (int i = 0; i < 80; i++) {
            assertThat(append(1, text)).containsExactly(stored(i));
            bus.settled(new DeliverySettled(1, i == 79 ? 0 : bytes, Math.min(i + 1, 79)));
        }
        closeIdle();

        bus.settled(new DeliverySettled(1, bytes, 80));

        await().untilAsserted(
                        () -> assertThat(files(1)).singleElement().asString().endsWith(".kept"));
        assertThat(append(1, "y")).containsExactly(stored(80));
    }

    @Test
    void filesThatCouldNotBeSeenToAreFreedALittleLater() throws IOException {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        for (int i = 0; i < 300; i++) {
            assertThat(append(1, "1234")).containsExactly(stored(i));
            bus.settled(new DeliverySettled(1, ONE, 0));
        }
        closeIdle();
        store.setBlind(true);

        bus.settled(new DeliverySettled(1, 0, 300));

        await().until(() -> store.failedLooks() > 0);
        store.setBlind(false);
        assertThat(files(1)).hasSizeGreaterThan(1);
        time.advance(FailedTopics.AGAIN);
        await().untilAsserted(() -> assertThat(files(1)).hasSize(1));
    }

    @Test
    void whatAnArchiveHeldThatEndedWhileTheDiskFailedIsFreedALittleLater() throws IOException {
        CatalogViews.show(catalog, project(Projects.archived(heard(1), 7, time.now())));
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        for (int i = 0; i < 150; i++) {
            assertThat(append(1, "1234")).containsExactly(stored(i));
        }
        bus.settled(new DeliverySettled(1, 150L * ONE, 150));
        closeIdle();
        await().untilAsserted(() -> assertThat(storedBytes()).isZero());
        assertThat(files(1)).hasSizeGreaterThan(1);
        store.setBlind(true);

        CatalogViews.show(catalog, project(heard(1)));
        bus.catalogChanged(new CatalogChanged(SCOPE));

        await().until(() -> store.failedLooks() > 0);
        store.setBlind(false);
        time.advance(FailedTopics.AGAIN);
        await().untilAsserted(() -> assertThat(files(1)).hasSize(1));
    }

    @Test
    void aTopicWhoseArchiveCannotBeCountedTakesNoMessages() {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        assertThat(append(1, "a")).containsExactly(stored(0));
        deployments.forEach(id -> result(vertx.undeploy(id)));
        catalog = CatalogViews.copyShowing();
        start(store);
        CatalogViews.load(catalog, project(Projects.archived(heard(1), 7, time.now())));
        bus.catalogLoaded(new CatalogLoaded());
        store.setBlind(true);

        Future<Void> recovered = bus.recovered(new TopicRecovered(1, ONE, 0, 1));

        await().until(recovered::isComplete);
        assertThat(recovered.failed()).isTrue();
        store.setBlind(false);
        assertThat(append(1, "b")).containsExactly(new AppendOutcome.Refused(Reason.RECOVERING));
        result(bus.recovered(new TopicRecovered(1, ONE, 0, 1)));
        assertThat(append(1, "b")).containsExactly(stored(1));
    }

    @Test
    void onACopyOfTheCatalogueDeletesNothingAndCountsBeforeItTakesMore() {
        start();
        assertThat(append(1, "a")).containsExactly(stored(0));
        assertThat(append(2, "b")).containsExactly(stored(0));
        deployments.forEach(id -> result(vertx.undeploy(id)));
        catalog = CatalogViews.copyShowing(project(heard(1)));
        start();
        assertThat(data.journals().topics()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(append(2, "c")).containsExactly(new AppendOutcome.TopicGone());

        CatalogViews.load(catalog, project(heard(1), heard(2)));
        bus.catalogLoaded(new CatalogLoaded());

        assertThat(append(2, "c")).containsExactly(new AppendOutcome.Refused(Reason.RECOVERING));
        result(bus.recovered(new TopicRecovered(2, ONE, 0, 1)));
        assertThat(append(2, "c")).containsExactly(stored(1));
        assertThat(texts(2)).containsExactly("b", "c");
    }

    @Test
    void deletesWhatIsUnknownOnceTheCatalogueIsTheDatabases() {
        start();
        assertThat(append(1, "a")).containsExactly(stored(0));
        assertThat(append(2, "b")).containsExactly(stored(0));
        deployments.forEach(id -> result(vertx.undeploy(id)));
        catalog = CatalogViews.copyShowing(project(heard(1)));
        start();

        CatalogViews.load(catalog);
        bus.catalogLoaded(new CatalogLoaded());

        await().until(() -> data.journals().topics().equals(List.of(1L)));
        assertThat(append(1, "c")).containsExactly(stored(1));
    }

    @Test
    @Keeps("refusal.disk-full")
    void refusesMessagesWhileTheDiskIsTooFull() {
        start();
        assertThat(append(1, "a")).containsExactly(stored(0));
        usableBytes.set(WATERMARK - 1);
        time.advance(Duration.ofSeconds(1));

        assertThat(append(1, "b")).containsExactly(new AppendOutcome.Refused(Reason.DISK_FULL));
        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.DOWN);

        assertThat(append(1, "1", "2")).containsOnly(new AppendOutcome.Refused(Reason.DISK_FULL));
        assertThat(registry.get("carillon.journal.disk.refusals").counter().count())
                .isEqualTo(3);
        assertThat(registry.get("carillon.disk.usable").gauge().value()).isEqualTo(WATERMARK - 1.0);
        bus.settled(new DeliverySettled(1, EncodedLength.of(message("a")), 1));
        await().untilAsserted(() -> assertThat(storedBytes()).isZero());

        usableBytes.set(WATERMARK);
        time.advance(Duration.ofSeconds(1));
        assertThat(append(1, "c")).containsExactly(stored(1));
        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aFailingDiskIsRefusedShownAndOverWithTheNextAppendThatSucceeds() throws IOException {
        start();
        Files.writeString(folder.resolve("topics/1"), "not a folder");

        assertThat(append(1, "a", "b")).containsOnly(new AppendOutcome.Refused(Reason.DISK_FAILED));
        assertThat(append(2, "1234")).containsExactly(stored(0));
        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(storedBytes()).isEqualTo(ONE);
        assertThat(result(bus.pin(new PinTopic(1)))).isEqualTo(new PinReply.Refused());

        Files.delete(folder.resolve("topics/1"));
        assertThat(append(1, "a")).containsExactly(stored(0));
        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aRecordThatIsWholeThoughItsAppendFailedKeepsItsBytesAndItsSequence() {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        assertThat(append(1, "1234")).containsExactly(stored(0));
        store.failOnceWritten();

        assertThat(append(1, "1234")).containsExactly(new AppendOutcome.Refused(Reason.DISK_FAILED));
        assertThat(storedBytes()).isEqualTo(2 * ONE);
        await().untilAsserted(() -> assertThat(advanced).contains(new JournalAdvanced(1, Map.of(1L, 2L))));
        bus.settled(new DeliverySettled(1, ONE, 1));
        bus.settled(new DeliverySettled(1, ONE, 2));
        assertThat(append(1, "1234")).containsExactly(stored(2));
        assertThat(storedBytes()).isEqualTo(ONE);
    }

    /** The delivery side does not know how long a record is that it cannot read. */
    @Test
    void aRecordThatCannotBeReadAnyMoreGivesItsBytesBackWithTheLastOfItsTopic() {
        start();
        append(1, "1234", "1234");
        append(2, "1234");

        bus.settled(new DeliverySettled(1, 0, 1));
        bus.settled(new DeliverySettled(1, ONE, 2));

        await().untilAsserted(() -> assertThat(storedBytes()).isEqualTo(ONE));
    }

    @Test
    void aRecordThatWasNotWrittenGivesItsBytesBack() {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        store.failUnwritten();

        assertThat(append(1, "1234")).containsExactly(new AppendOutcome.Refused(Reason.DISK_FAILED));
        assertThat(storedBytes()).isZero();
        assertThat(append(1, "1234")).containsExactly(stored(0));
    }

    @Test
    void aFailureThatNobodyTriesAgainIsForgottenAfterAWhile() throws IOException {
        start();
        Files.writeString(folder.resolve("topics/1"), "not a folder");
        append(1, "a");
        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.DOWN);

        time.advance(JournalHealth.MEMORY.plusMillis(1));

        assertThat(journals.health().state().get()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void refusesAMessageThatNoRecordCanHold() {
        start();

        assertThat(append(1, "x".repeat(EncodedLength.MAX_BYTES))).containsExactly(new AppendOutcome.TooLong());
        assertThat(storedBytes()).isZero();
    }

    @Test
    void answersEverythingThatWasUnderWayWhenItStopsAndKeepsIt() {
        start();
        List<Future<AppendReply>> replies = IntStream.range(0, 100)
                .mapToObj(i -> LoneAppend.send(bus, new Append(1, List.of(message("x")))))
                .toList();
        result(replies.get(0));
        deployments.forEach(id -> result(vertx.undeploy(id)));
        await().until(() -> replies.stream().allMatch(Future::isComplete));

        assertThat(replies).noneMatch(JournalVerticleTest::isTimedOut);
        long stored = replies.stream()
                .filter(Future::succeeded)
                .flatMap(reply -> reply.result().outcomes().stream())
                .filter(AppendOutcome.Stored.class::isInstance)
                .count();
        assertThat(texts(1).size()).isEqualTo(stored);
    }

    private static boolean isTimedOut(Future<AppendReply> reply) {
        return reply.cause() instanceof ReplyException unanswered && unanswered.failureType() == ReplyFailure.TIMEOUT;
    }

    private void start() {
        start(data.journals());
    }

    private void start(JournalStore store) {
        JournalServices services = new JournalServices(bus, catalog, store, new BrokerMetrics(registry), time);
        journals = new Journals(services, Projects.limits(QUOTA), CONFIG, usableBytes::get);
        for (int shard = 0; shard < SHARDS; shard++) {
            deployments.add(result(vertx.deployVerticle(journals.shard(shard), JournalVerticle.deployment(shard))));
        }
    }

    private List<AppendOutcome> append(long topicNo, String... texts) {
        List<Publication> publications =
                List.of(texts).stream().map(Projects::message).toList();
        return result(LoneAppend.send(bus, new Append(topicNo, publications))).outcomes();
    }

    private List<String> texts(long topicNo) {
        List<String> texts = new ArrayList<>();
        try (JournalReader reader = data.journals().read(topicNo)) {
            for (long seq = reader.firstSeq(); seq < reader.nextSeq(); seq++) {
                ReadOutcome.Found found = (ReadOutcome.Found) reader.read(seq);
                texts.add(Texts.of(found.record().publication().message()));
            }
        }
        return texts;
    }

    /** As the delivery side answers when everything but one message is settled. */
    private static OutstandingReply waitingFor(long sequence, OutstandingQuery query) {
        return new OutstandingReply(
                query.topicNo(),
                query.files().stream()
                        .map(file -> {
                            boolean isHere = file.firstSeq() <= sequence && sequence < file.endSeq();
                            return isHere
                                    ? LiveSpan.of(file, 1, ONE, List.of(sequence))
                                    : LiveSpan.of(file, 0, 0, List.of());
                        })
                        .toList());
    }

    /** Lets a topic's journal be closed because nobody uses it. */
    private void closeIdle() {
        time.advance(OpenJournals.IDLE);
        await().untilAsserted(() -> assertThat(registry.get("carillon.journal.open")
                        .tag("shard", "1")
                        .gauge()
                        .value())
                .isZero());
    }

    private double storedBytes() {
        return registry.get("carillon.project.stored").gauge().value();
    }

    private List<Path> files(long topicNo) throws IOException {
        try (var files = Files.list(folder.resolve("topics/" + topicNo))) {
            return files.filter(file -> !file.toString().endsWith("cq4t")).toList();
        }
    }

    private static AppendOutcome stored(long sequence) {
        return new AppendOutcome.Stored(sequence);
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, SECONDS)
                .join();
    }
}
