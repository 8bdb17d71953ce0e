package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.app.step.StartFailure;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.FolderCopy;
import dev.carillon.testing.FreePort;
import dev.carillon.testing.Mutation;
import dev.carillon.testing.TestBroker;
import dev.carillon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A broker on a data folder of which one file is not what was written any more: whatever it cannot deliver it counts, and
 * it delivers everything else, and nothing that was not sent; or it does not start, and says which file is to blame. CI
 * takes 25 mutations, {@code make mutations} 1,000; {@code -Dmutations.seed} repeats a run.
 */
class MutatedFolderIT {
    private static final Logger LOG = LoggerFactory.getLogger(MutatedFolderIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MUTATIONS = Integer.getInteger("mutations", 25);
    private static final long SEED = Long.getLong("mutations.seed", 1);
    private static final int MESSAGES = 900;
    private static final String DAMAGED = "carillon_journal_damaged_records_total";

    /** Endings of names, and whether a broker without such a file as it was may refuse to start. */
    private static final Map<String, Boolean> KINDS = Map.of(
            ".sealed", false,
            ".cq4", false,
            ".kept", false,
            ".wal", false,
            ".slog", false,
            "LOCK", false,
            "FORMAT", true,
            "DATABASE", true,
            "encryption.key", true,
            ".key", true);

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private TestDatabase database;
    private NumberedMessages messages;
    private SnsKeys keys;
    private List<String> topics = List.of();
    private int damaged;

    @BeforeEach
    void begin() {
        database = TestDatabase.create();
        messages = NumberedMessages.start();
    }

    @AfterEach
    void end() {
        messages.close();
        database.close();
    }

    @Test
    void deliversWhatIsNotDamagedAndCountsTheRest() throws Exception {
        Path killed = folder.resolve("killed");
        Path stopped = folder.resolve("stopped");
        write(killed, stopped);
        messages.accept();
        for (int i = 0; i < MUTATIONS; i++) {
            Path whole = i % 2 == 0 ? killed : stopped;
            Path bent = FolderCopy.of(whole, folder.resolve("bent-" + i));
            mutate(i, bent);
            FolderCopy.delete(bent);
        }
        assertThat(damaged).as("starts that missed records").isPositive();
    }

    /** Three topics, of which one drains but for a few messages, one is stuck, and one is both. */
    private void write(Path killed, Path stopped) throws Exception {
        Map<String, String> settings = Map.of(
                "CARILLON_DATABASE_URL", database.url(),
                "CARILLON_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8",
                "CARILLON_JOURNAL_ROLL_RECORDS", "100",
                "CARILLON_JOURNAL_WAL_SEGMENT_BYTES", "1MiB");
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("live"), settings)) {
            BrokerClient client = broker.client(
                    broker.run("api-key", "create", "--name", "test").out().strip());
            ProjectId project = new ProjectId(UUID.randomUUID());
            var unused = client.activate(project);
            keys = client.credentials(project);
            try (SnsClient sns = client.sdk(keys)) {
                topics = List.of(
                        topic(sns, "fed", NumberedMessages.ALIVE),
                        topic(sns, "stuck", NumberedMessages.DEAD),
                        topic(sns, "both", NumberedMessages.ALIVE, NumberedMessages.DEAD));
                publish(sns, MESSAGES / 3);
            }
            broker.kill();
            broker.restart();
            // A client of its own: the other takes its connections to the killed broker for good.
            try (SnsClient sns = client.sdk(keys)) {
                publish(sns, MESSAGES / 3);
                await("files that give way to kept ones")
                        .atMost(PATIENCE)
                        .until(() -> FolderCopy.files(folder.resolve("live")).stream()
                                .anyMatch(file -> file.toString().endsWith(".kept")));
                publish(sns, MESSAGES / 3);
            }
            broker.kill();
            Path unusedKilled = FolderCopy.of(folder.resolve("live"), killed);
            broker.restart();
            assertThat(broker.terminate()).isZero();
            Path unusedStopped = FolderCopy.of(folder.resolve("live"), stopped);
        }
    }

    private String topic(SnsClient sns, String name, String... paths) {
        String arn = sns.createTopic(request -> request.name(name)).topicArn();
        for (String path : paths) {
            var unused = sns.subscribe(
                    request -> request.topicArn(arn).protocol("lambda").endpoint(messages.url(path)));
        }
        return arn;
    }

    private void publish(SnsClient sns, int count) {
        for (int i = 0; i < count; i++) {
            publishOne(sns, i % topics.size());
        }
    }

    private void publishOne(SnsClient sns, int topic) {
        String text = messages.next(topic);
        var unused = sns.publish(request -> request.topicArn(topics.get(topic)).message(text));
        messages.acknowledged(text);
    }

    private void mutate(int round, Path bent) throws Exception {
        List<String> kinds = KINDS.keySet().stream().sorted().toList();
        String kind = kinds.get(random.nextInt(kinds.size()));
        List<Path> files = FolderCopy.files(bent).stream()
                .filter(file -> file.toString().endsWith(kind))
                .toList();
        if (files.isEmpty()) {
            mutate(round, bent);
            return;
        }
        Path file = files.get(random.nextInt(files.size()));
        Mutation mutation = Mutation.any(random);
        mutation.apply(file, kind.equals(".sealed") || kind.equals(".cq4") ? 400_000 : Integer.MAX_VALUE, random);
        String what = "round " + round + ", " + mutation + " of " + bent.relativize(file);
        NumberedMessages.Books before = messages.books();
        try (TestBroker broker = TestBroker.builder()
                .with("database.url", database.url())
                .with("delivery.allowed-networks", "127.0.0.0/8")
                .with("journal.roll-records", "100")
                .with("journal.wal-segment-bytes", "1MiB")
                // Of a thousand times, the system gives one it has chosen to somebody else in between.
                .with("management-port", Integer.toString(FreePort.any()))
                .with("sns-port", Integer.toString(FreePort.any()))
                .with("ops-port", Integer.toString(FreePort.any()))
                .dataFolder(bent)
                .start()) {
            check(what, broker.client(""), isOfTopic(kind));
        } catch (IllegalStateException refused) {
            assertThat(refused).as(what).hasCauseInstanceOf(StartFailure.class);
            assertThat(KINDS.get(kind))
                    .as("%s stops the start: %s", what, refused.getMessage())
                    .isTrue();
            assertThat(refused.getCause().getMessage())
                    .as(what)
                    .contains(file.getFileName().toString());
            LOG.atInfo()
                    .addKeyValue("what", what)
                    .addKeyValue("refusal", refused.getMessage())
                    .log("refused");
        } finally {
            messages.restore(before);
        }
    }

    private static boolean isOfTopic(String kind) {
        return Set.of(".sealed", ".cq4", ".kept").contains(kind);
    }

    private void check(String what, BrokerClient client, boolean mayLose) {
        try (SnsClient sns = client.sdk(keys)) {
            for (int topic = 0; topic < topics.size(); topic++) {
                publishOne(sns, topic);
            }
        }
        await(what)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(missingRecords())
                        .as(what + ": missing, where so many are counted as damaged: " + client.metric(DAMAGED))
                        .hasSizeLessThanOrEqualTo(mayLose ? (int) client.metric(DAMAGED) : 0));
        assertThat(messages.phantoms()).as(what).isEmpty();
        int missing = messages.missing().size();
        assertThat(messages.missingOfLast(topics.size()))
                .as(what + ": the topics go on")
                .isEmpty();
        damaged += missing > 0 ? 1 : 0;
        LOG.atInfo()
                .addKeyValue("what", what)
                .addKeyValue("missing", missing)
                .addKeyValue("damaged", client.metric(DAMAGED))
                .log("delivered");
    }

    /** A record is counted once, whoever waits for it. */
    private Set<String> missingRecords() {
        return messages.missing().stream()
                .map(missing -> missing.substring(missing.indexOf(' ')))
                .collect(Collectors.toSet());
    }
}
