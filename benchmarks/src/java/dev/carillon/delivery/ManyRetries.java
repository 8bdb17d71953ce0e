package dev.carillon.delivery;

import static dev.carillon.delivery.TestTopics.subscription;

import dev.carillon.config.BrokerConfig;
import dev.carillon.config.ConfigLoader;
import dev.carillon.config.ConfigOutcome.Accepted;
import dev.carillon.delivery.retry.RetrySchedule;
import dev.carillon.delivery.retry.WaitingRetries;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.StateEntry.RetryScheduled;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.model.MessageText;
import dev.carillon.model.Protocol;
import dev.carillon.model.Publication;
import dev.carillon.model.Subscription;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** What a million outstanding deliveries cost a shard: heap, the time of a start, and the pauses of a rewrite of its log. */
public final class ManyRetries {
    private static final int SUBSCRIPTIONS = 125;
    private static final int MESSAGES = 8_000;
    private static final Instant START = new VirtualTime().now();

    private ManyRetries() {}

    /** Prints the figures. Takes a folder that is not there yet. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        heapOfWaitingRetries();
        startWithRetries(folder.resolve("retries"));
        startWithUnread(folder.resolve("unread"));
    }

    private static void heapOfWaitingRetries() {
        long before = usedHeap();
        WaitingRetries all = new WaitingRetries();
        RetrySchedule[] schedules = new RetrySchedule[SUBSCRIPTIONS];
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            schedules[i] = new RetrySchedule(all);
            for (int sequence = 0; sequence < MESSAGES; sequence++) {
                schedules[i].add(sequence, 1, sequence, 0);
            }
        }
        print("heap of one waiting retry, bytes", (usedHeap() - before) / all.shown());
        print("  of", all.shown());
    }

    /** A million retries that wait, of 8,000 messages to 125 subscriptions. */
    private static void startWithRetries(Path folder) throws IOException {
        ShardFixture shard = new ShardFixture(folder, Map.of());
        fill(folder, MESSAGES, shard.time.now().toEpochMilli() + 60_000);
        shard.show(1, subscriptions(SUBSCRIPTIONS));
        start("start with 1,000,000 retries, ms", shard);

        // Whatever is settled next, the log is found to have grown beyond all measure.
        shard.publish(1, "one more");
        shard.timers.measure();
        shard.advance(Duration.ofMillis(20));
        print("rewrite of its log in all, ms", millis(shard.timers.spentNanos()));
        print("  longest pause, ms", millis(shard.timers.longestNanos()));
        print("  bytes", Files.size(folder.resolve("state").resolve("0").resolve("deliveries.slog")));
        shard.timers.measure();
        shard.advance(Duration.ofSeconds(61));
        print("a million attempts that fall due together, ms", millis(shard.timers.spentNanos()));
        shard.kill();
    }

    /** A million messages that nobody has read, of one subscription whose endpoint hangs. */
    private static void startWithUnread(Path folder) throws IOException {
        ShardFixture shard = new ShardFixture(folder, Map.of());
        fill(folder, 1_000_000, 0);
        shard.show(1, subscriptions(1));
        shard.endpoints.hang(TestTopics.endpoint(1));
        start("start with 1,000,000 unread messages, ms", shard);
        shard.kill();
    }

    private static void start(String what, ShardFixture shard) {
        long before = usedHeap();
        long from = System.nanoTime();
        var unused = shard.start();
        print(what, millis(System.nanoTime() - from));
        print("  heap afterwards, bytes", usedHeap() - before);
    }

    private static void fill(Path folder, int messages, long dueAtMillis) throws IOException {
        BrokerConfig config = ((Accepted)
                        new ConfigLoader(Map.of("CARILLON_DATA", folder.toString(), "CARILLON_JOURNAL_SHARDS", "1"))
                                .load(Path.of("conf", "carillon.yaml")))
                .config();
        try (DataFolder data = DataFolders.open(folder, config.journal());
                TopicJournal journal = data.journals().open(1, new NoCommits());
                StateLog log = data.stateLog(0)) {
            for (int i = 0; i < messages; i++) {
                long unused = journal.append(publication(i), START);
            }
            log.replay(fact -> {});
            for (long no = 1; dueAtMillis > 0 && no <= SUBSCRIPTIONS; no++) {
                for (int sequence = 0; sequence < messages; sequence++) {
                    log.append(new RetryScheduled(no, sequence, 1, dueAtMillis));
                }
            }
        }
    }

    private static Publication publication(int number) {
        return new Publication(
                new UUID(1, number), "", MessageText.of("message " + number), false, List.of(), "", "", "");
    }

    private static Subscription[] subscriptions(int count) {
        return LongStream.rangeClosed(1, count)
                .mapToObj(no -> subscription(1, no, Protocol.LAMBDA, 0))
                .toArray(Subscription[]::new);
    }

    private static long usedHeap() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static void print(String what, long figure) {
        System.out.printf("%-50s %,d%n", what, figure);
    }
}
