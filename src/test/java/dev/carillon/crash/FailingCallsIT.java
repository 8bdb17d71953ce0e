package dev.carillon.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.crash.LedgerProcess.Balance;
import dev.carillon.model.ProjectId;
import dev.carillon.testing.BrokerClient;
import dev.carillon.testing.BrokerClient.SnsKeys;
import dev.carillon.testing.BrokerProcess;
import dev.carillon.testing.FailedCalls;
import dev.carillon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * A broker under load whose disk fails below it: strace lets one call of one kind end with EIO, in this process only,
 * since its database is elsewhere. Either it ends at once, saying so, or it refuses what it cannot do and goes on; and
 * nothing that was acknowledged is lost. CI fails each call once, {@code make failing-calls} 20 times.
 */
class FailingCallsIT {
    private static final Logger LOG = LoggerFactory.getLogger(FailingCallsIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int HALTED = 74;
    private static final int TOPICS = 3;
    private static final int SUBSCRIPTIONS = 2;
    private static final int PUBLISHERS = 4;
    private static final int PUBLISHED_MEANWHILE = 100;

    /** {@code -Dfailing.rounds=…} for a long loop. */
    private static final int ROUNDS = Integer.getInteger("failing.rounds", 1);

    /** {@code -Dfailing.seed=…} to repeat a run's choice of moments. */
    private static final long SEED = Long.getLong("failing.seed", System.nanoTime());

    /**
     * A call and what comes of its failure.
     *
     * @param isFatal whether it is always on the way of what was acknowledged
     * @param latest it fails at the latest the so-manieth time that a thread makes it
     */
    private record Call(String name, boolean isFatal, int latest) {}

    private static final List<Call> CALLS = List.of(
            new Call("fdatasync", true, 200),
            new Call("pwrite64", true, 200),
            new Call("fsync", false, 3),
            new Call("rename", false, 1),
            new Call("ftruncate", false, 2),
            new Call("fallocate", false, 5),
            new Call("write", false, 1),
            new Call("msync", false, 1));

    /** Small files, so that new ones are begun all the time. */
    private static final Map<String, String> SETTINGS = Map.of(
            "CARILLON_DELIVERY_ALLOWED_NETWORKS", "127.0.0.0/8",
            "CARILLON_JOURNAL_ROLL_RECORDS", "100",
            "CARILLON_JOURNAL_WAL_SEGMENT_BYTES", "1MiB");

    @TempDir
    private Path folder;

    private BrokerProcess broker;
    private LedgerProcess ledger;
    private BrokerClient client;
    private SnsKeys keys;

    @Test
    void aCallThatFailsEndsTheBrokerOrIsRefusedAndNothingIsLost() throws Exception {
        LOG.atInfo().addKeyValue("seed", SEED).log("failing calls");
        SplittableRandom random = new SplittableRandom(SEED);
        try (TestDatabase database = TestDatabase.create()) {
            Map<String, String> settings = new HashMap<>(SETTINGS);
            settings.put("CARILLON_DATABASE_URL", database.url());
            ledger = LedgerProcess.start();
            broker = BrokerProcess.start(folder, settings);
            try {
                begin();
                for (int round = 0; round < ROUNDS; round++) {
                    for (Call call : CALLS) {
                        fail(call, 1 + random.nextInt(call.latest()));
                    }
                }
                assertThat(ledger.stop()).isEqualTo("stopped");
                broker.kill();
                broker.restart();
                awaitNothingMissing();
            } finally {
                broker.close();
                ledger.close();
            }
        }
    }

    private void begin() {
        String token = broker.run("api-key", "create", "--name", "test").out().strip();
        client = broker.client(token);
        ProjectId project = new ProjectId(UUID.randomUUID());
        var unused = client.activate(project);
        keys = client.credentials(project);
        ledger.publish(PUBLISHERS, client, keys, ledger.topics(client, keys, TOPICS, SUBSCRIPTIONS));
        awaitPublished();
    }

    /** Lets it fail; the broker runs when this returns, still or again. */
    private void fail(Call call, int time) throws Exception {
        String said = broker.standardError();
        boolean hasEnded;
        try (FailedCalls failed = FailedCalls.of(broker.pid(), folder, call.name(), time)) {
            if (call.name().equals("write")) {
                makeTopic();
            }
            boolean hasFailed = failed.await(Duration.ofSeconds(call.isFatal() ? 60 : 10));
            hasEnded = hasFailed && broker.hasEndedWithin(Duration.ofSeconds(call.isFatal() ? 60 : 1));
            LOG.atWarn()
                    .addKeyValue("call", call.name())
                    .addKeyValue("time", time)
                    .addKeyValue("hasFailed", hasFailed)
                    .addKeyValue("hasEnded", hasEnded)
                    .addKeyValue("where", failed.where())
                    .log("a call was to fail");
        }
        // Until the tracer let go, more of them may have failed, and elsewhere.
        hasEnded |= broker.hasEndedWithin(Duration.ofSeconds(1));
        if (hasEnded) {
            assertThat(broker.awaitExit()).isEqualTo(HALTED);
            assertThat(broker.standardError().substring(said.length()))
                    .contains("the disk failed, and what is on it is not known any more")
                    .contains("Input/output error");
            broker.restart();
        } else {
            assertThat(call.isFatal()).as("%s", call).isFalse();
        }
        awaitPublished();
        awaitNothingMissing();
    }

    /** So that the catalogue's copy is written. */
    private void makeTopic() {
        try (SnsClient sns = client.sdk(keys)) {
            var unused = sns.createTopic(request -> request.name("new-" + UUID.randomUUID()));
        }
    }

    private void awaitPublished() {
        long enough = ledger.acknowledged() + PUBLISHED_MEANWHILE;
        await().atMost(PATIENCE).until(() -> ledger.acknowledged() >= enough);
    }

    private void awaitNothingMissing() {
        ledger.pause();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(ledger.balance(SUBSCRIPTIONS).missing()).isZero());
        Balance balance = ledger.balance(SUBSCRIPTIONS);
        LOG.atInfo().addKeyValue("balance", balance).log("balanced the books");
        assertThat(balance.phantom()).isZero();
        ledger.resume();
    }
}
