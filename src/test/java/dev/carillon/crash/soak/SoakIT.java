package dev.carillon.crash.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.soak.SoakLedgerProcess.Balance;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.DiskUse;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions, filters, topics, credentials and a project that come and go under load, endpoints that fail, a broker that
 * is stopped and killed: whatever the seed says, each subscription gets what it should and nothing else. CI takes half
 * a minute, {@code make soak} an hour, or {@code SECONDS}; {@code -Dsoak.seed} repeats the choices of a run.
 */
class SoakIT {
    private static final Logger LOG = LoggerFactory.getLogger(SoakIT.class);
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("soak.seconds", 30));
    private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
    private static final Duration LONGEST_LEG = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long LONGEST_PAUSE_MILLIS = 600;

    /** Of topics that came, and of connections that are kept for a while. */
    private static final long MOST_MORE_DESCRIPTORS = 50;

    /** Small files, so that new ones are begun and old ones copied all the time. */
    private static final Map<String, String> SETTINGS = Map.of(
            "CARILLON_JOURNAL_ROLL_RECORDS", "500",
            "CARILLON_JOURNAL_WAL_SEGMENT_BYTES", "2MiB",
            "CARILLON_DELIVERY_ATTEMPT_TIMEOUT", "10s",
            // A project that is not active has keys that nobody knows, and publishes on.
            "CARILLON_LIMITS_FAILED_AUTHENTICATIONS_PER_SECOND", "1000",
            "CARILLON_LOG_DELIVERED_PER_SECOND", "0");

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private BrokerProcess broker;
    private SoakLedgerProcess ledger;
    private Endpoints endpoints;
    private Restarts restarts;
    private List<Tenant> tenants = List.of();
    private int projects;
    private int topics;

    @BeforeEach
    void begin() {
        LOG.atInfo().addKeyValue("seed", SEED).addKeyValue("span", SPAN).log("a soak");
        broker = BrokerProcess.start(folder, SETTINGS);
        ledger = new SoakLedgerProcess();
        endpoints = new Endpoints(ledger);
        restarts = new Restarts(broker, ledger);
        BrokerClient client = broker.client();
        tenants = Stream.of(List.of("a", "b", "c", "d.fifo"), List.of("a", "b", "c.fifo"))
                .map(names -> tenant(client, names))
                .toList();
    }

    private Tenant tenant(BrokerClient client, List<String> names) {
        Tenant made = new Tenant(projects++, client, ledger);
        made.publishTo(topics, names);
        topics += names.size();
        return made;
    }

    @AfterEach
    void end() {
        restarts.close();
        endpoints.close();
        tenants.forEach(Tenant::close);
        broker.close();
        ledger.close();
    }

    @Test
    @Keeps({
        "guarantee.at-least-once",
        "guarantee.from-confirmation",
        "guarantee.fifo-order",
        "filter.change",
        "filter.earlier",
        "delete-topic.takes-all"
    })
    void eachSubscriptionGetsWhatItShouldAndNothingElseWhateverChanges() throws IOException {
        Actor actor = new Actor(random, tenants, endpoints, restarts);
        tenants.forEach(actor::furnish);
        long legs = 2 * Math.max(1, SPAN.dividedBy(LONGEST_LEG.multipliedBy(2)));
        long descriptors = 0;
        for (long leg = 0; leg < legs; leg++) {
            boolean isRestless = leg % 2 == 0;
            act(actor, isRestless, SPAN.multipliedBy(isRestless ? 2 : 1).dividedBy(legs / 2 * 3));
            settle();
            if (!isRestless) {
                long most = descriptors + MOST_MORE_DESCRIPTORS;
                await("descriptors that come back to less than " + most)
                        .atMost(PATIENCE)
                        .until(() -> descriptors() < most);
            }
            descriptors = descriptors();
            ledger.resume();
        }
        assertThat(ledger.stop()).isTrue();
        settle();
        assertThat(broker.terminate()).isZero();
        assertThat(broker.standardError().lines().filter(line -> line.contains("\"level\":\"ERROR\"")))
                .isEmpty();
        LOG.atInfo()
                .addKeyValue("seed", SEED)
                .addKeyValue("deeds", actor.deeds())
                .addKeyValue("ends", restarts.ends())
                .addKeyValue("balance", ledger.balance())
                .log("balanced the books");
    }

    private void act(Actor actor, boolean isRestless, Duration span) {
        long end = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < end) {
            actor.act(isRestless);
            await().pollDelay(Duration.ofMillis(random.nextLong(LONGEST_PAUSE_MILLIS)))
                    .atMost(PATIENCE)
                    .until(() -> true);
        }
    }

    /** Nothing is published, and nothing waits, when this returns. */
    private void settle() throws IOException {
        ledger.pause();
        tenants.forEach(each -> each.subscriptions().due());
        BrokerClient client = broker.client();
        Dwindling.await(() -> waiting(client), () -> "bytes that wait");
        Balance balance = ledger.balance();
        LOG.atInfo()
                .addKeyValue("balance", balance)
                .addKeyValue("descriptors", descriptors())
                .addKeyValue("disk", DiskUse.of(folder.resolve("topics")))
                .log("nothing waits");
        assertThat(balance.faults()).isEmpty();
        await("topics that are gone from the disk")
                .atMost(PATIENCE)
                .until(() -> topicFolders()
                        <= tenants.stream().mapToInt(Tenant::topics).sum());
        assertThat(client.metric("carillon_notifications_dropped_total")).isZero();
        assertThat(client.metric("carillon_journal_damaged_records_total")).isZero();
    }

    private static long waiting(BrokerClient client) {
        return Stream.of(
                        "carillon_project_stored_bytes", "carillon_retries_waiting", "carillon_notifications_in_flight")
                .mapToLong(name -> (long) client.metric(name))
                .sum();
    }

    private int topicFolders() {
        return folder.resolve("topics").toFile().list().length;
    }

    private long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(broker.pid()), "fd"))) {
            return open.count();
        }
    }
}
