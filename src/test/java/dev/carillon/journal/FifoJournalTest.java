package dev.carillon.journal;

import static dev.carillon.journal.Projects.fifo;
import static dev.carillon.journal.Projects.project;
import static dev.carillon.journal.Projects.unheardFifo;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.bus.LoneAppend;
import dev.carillon.bus.TopicRecovered;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.model.ByteSize;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A shard of the journal with FIFO topics, with real files in virtual time. */
@ExtendWith(VertxExtension.class)
class FifoJournalTest {
    private static final long QUOTA = 10_000;
    private static final JournalConfig CONFIG = new JournalConfig(
            1,
            ByteSize.parse("2MiB"),
            10,
            ByteSize.parse("1MB"),
            JournalConfig.Durability.FSYNC,
            Duration.ZERO,
            ByteSize.parse("1MiB"));
    private static final Duration WINDOW = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Vertx vertx;
    private BrokerBus bus;
    private CatalogView catalog;
    private DataFolder data;

    @BeforeEach
    void open(Vertx fresh) throws IOException {
        vertx = fresh;
        bus = new BrokerBus(vertx, 1);
        catalog = CatalogViews.showing(project(fifo(1), unheardFifo(2)));
        data = DataFolders.open(folder, CONFIG);
        result(bus.onAdvanced(0, advanced -> {}));
    }

    @AfterEach
    void close() throws IOException {
        result(vertx.close());
        data.close();
    }

    @Test
    @Keeps("fifo.five-minutes")
    void takesAMessageOnceWithinABatchAndAfterIt() {
        start(data.journals());
        Publication first = message("a");

        List<AppendOutcome> outcomes = append(1, first, message("a"), message("b"));

        AppendOutcome repeated = new AppendOutcome.Repeated(first.messageId(), 0);
        assertThat(outcomes).containsExactly(stored(0), repeated, stored(1));
        assertThat(append(1, message("a"))).containsExactly(repeated);
        time.advance(WINDOW);
        assertThat(append(1, message("a"))).containsExactly(stored(2));
        assertThat(registry.get("carillon.publish.repeated.messages").counter().count())
                .isEqualTo(2);
    }

    @Test
    void ofTwoThatAreUnderWayAtOnceOneRepeatsTheOther() {
        start(data.journals());
        Publication first = message("a");
        Future<AppendReply> one = LoneAppend.send(bus, new Append(1, List.of(first)));
        Future<AppendReply> other = LoneAppend.send(bus, new Append(1, List.of(message("a"))));

        assertThat(result(one).outcomes()).containsExactly(stored(0));
        assertThat(result(other).outcomes()).containsExactly(new AppendOutcome.Repeated(first.messageId(), 0));
    }

    @Test
    void countsRepetitionsWithinAGroupOnlyFromWhenThatIsItsScope() {
        start(data.journals());
        Publication first = message("g1", "a");
        assertThat(append(1, first, message("g2", "a")))
                .containsExactly(stored(0), new AppendOutcome.Repeated(first.messageId(), 0));

        CatalogViews.show(
                catalog,
                project(fifo(1).withAttributes(Map.of("FifoThroughputScope", "MessageGroup")), unheardFifo(2)));

        assertThat(append(1, message("g1", "a"), message("g2", "a")))
                .containsExactly(new AppendOutcome.Repeated(first.messageId(), 0), stored(1));
    }

    @Test
    void remembersAMessageThatNobodyWaitsForWithoutItsContent() {
        start(data.journals());
        Publication first = message("a");

        assertThat(append(2, first)).containsExactly(stored(0));

        assertThat(append(2, message("a"))).containsExactly(new AppendOutcome.Repeated(first.messageId(), 0));
        assertThat(storedBytes()).isZero();
        try (JournalReader reader = data.journals().read(2)) {
            Publication kept = ((ReadOutcome.Found) reader.read(0)).record().publication();
            assertThat(kept.hasContent()).isFalse();
            assertThat(kept.deduplicationId()).isEqualTo("a");
            assertThat(kept.groupId()).isEqualTo("g");
        }
    }

    @Test
    void aMessageThatDidNotFitIsNoneToBeRepeated() {
        start(data.journals());
        Publication large = new Publication(
                UUID.randomUUID(), "", MessageText.of("x".repeat((int) QUOTA)), false, List.of(), "g", "a", "");

        assertThat(append(1, large).get(0)).isInstanceOf(AppendOutcome.OverQuota.class);

        assertThat(append(1, message("a"))).containsExactly(stored(0));
    }

    @Test
    @Keeps("fifo.durable")
    void remembersThroughARestart() throws IOException {
        start(data.journals());
        Publication heard = message("a");
        Publication unheard = message("b");
        append(1, heard);
        append(2, unheard);
        time.advance(WINDOW.minusMillis(1));

        restart();

        assertThat(append(1, message("a"))).containsExactly(new AppendOutcome.Repeated(heard.messageId(), 0));
        assertThat(append(2, message("b"))).containsExactly(new AppendOutcome.Repeated(unheard.messageId(), 0));
        time.advance(Duration.ofMillis(1));
        assertThat(append(1, message("a"))).containsExactly(stored(1));
    }

    @Test
    void whatIsSettledStaysUntilItIsOldEnoughAndGoesThenByItself() throws IOException {
        start(data.journals());
        for (int i = 0; i < 35; i++) {
            append(1, message("a" + i));
        }
        bus.settled(new DeliverySettled(1, storedBytes(), 35));
        await().untilAsserted(() -> assertThat(storedBytes()).isZero());
        restart();
        result(bus.recovered(new TopicRecovered(1, 0, 35, 35)));
        time.advance(WINDOW.minusMillis(1));
        assertThat(append(1, message("a0")).get(0)).isInstanceOf(AppendOutcome.Repeated.class);
        assertThat(files(1)).hasSize(4);

        time.advance(Duration.ofMillis(1));

        await().untilAsserted(
                        () -> assertThat(files(1)).singleElement().asString().endsWith(".kept"));
        assertThat(append(1, message("a0"))).containsExactly(stored(35));
    }

    /** The log does not have it, so that a power cut would take it from whoever was told that it is stored. */
    @Test
    @Keeps("fifo.refused")
    void aMessageWhoseAppendFailedThoughItIsThereIsNoneToBeRepeated() {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        store.failOnceWritten();

        assertThat(append(1, message("a"), message("b"))).containsOnly(new AppendOutcome.Refused(Reason.DISK_FAILED));

        Publication again = message("a");
        assertThat(append(1, again, message("b"))).containsExactly(stored(1), stored(2));
        assertThat(append(1, message("a"))).containsExactly(new AppendOutcome.Repeated(again.messageId(), 1));
    }

    @Test
    void aMessageWhoseAppendFailedIsNoneToBeRepeated() {
        FailingJournals store = new FailingJournals(data.journals());
        start(store);
        store.failUnwritten();

        assertThat(append(1, message("a"))).containsExactly(new AppendOutcome.Refused(Reason.DISK_FAILED));

        assertThat(append(1, message("a"))).containsExactly(stored(0));
    }

    private void start(JournalStore store) {
        JournalServices services = new JournalServices(bus, catalog, store, new BrokerMetrics(registry), time);
        Journals journals = new Journals(services, Projects.limits(QUOTA), CONFIG, () -> Long.MAX_VALUE);
        String unused = result(vertx.deployVerticle(journals.shard(0), JournalVerticle.deployment(0)));
    }

    private void restart() throws IOException {
        close();
        registry.clear();
        open(Vertx.vertx());
        start(data.journals());
    }

    private List<AppendOutcome> append(long topicNo, Publication... publications) {
        return result(LoneAppend.send(bus, new Append(topicNo, List.of(publications))))
                .outcomes();
    }

    private static Publication message(String deduplicationId) {
        return message("g", deduplicationId);
    }

    private static Publication message(String group, String deduplicationId) {
        return new Publication(
                UUID.randomUUID(), "", MessageText.of("m"), false, List.of(), group, deduplicationId, "");
    }

    private long storedBytes() {
        return (long) registry.get("carillon.project.stored").gauge().value();
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
