package dev.carillon.journal;

import static dev.carillon.journal.OpenShards.result;
import static dev.carillon.journal.Projects.fifo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendOutcome;
import dev.carillon.bus.AppendOutcome.Reason;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.LoneAppend;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Gate;
import dev.carillon.model.MessageText;
import dev.carillon.model.Publication;
import dev.carillon.model.Topic;
import dev.carillon.testing.Keeps;
import dev.carillon.testing.VirtualTime;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages of a FIFO topic that are in its file, and that the write-ahead log refused on a full disk. Who sends one again
 * is told only of what a power cut does not take.
 */
class RefusedByTheLogTest {
    private static final AppendOutcome DISK_FULL = new AppendOutcome.Refused(Reason.DISK_FULL);
    private static final AppendOutcome DISK_FAILED = new AppendOutcome.Refused(Reason.DISK_FAILED);
    private static final Topic TOPIC = fifo(1);

    /** More than what is taken ahead for a topic's file. */
    private static final String LONG = "x".repeat(40_000);

    @TempDir
    private Path folder;

    private final FailingDisk disk = new FailingDisk();
    private OpenShards shards;

    @BeforeEach
    void open() throws IOException {
        shards = new OpenShards(disk, folder, new VirtualTime(), TOPIC);
    }

    @AfterEach
    void close() throws IOException {
        shards.close();
    }

    @Test
    @Keeps({"fifo.refused", "guarantee.power-loss"})
    void isTakenAgainWhereItsTopicFailedWhileTheLogWasAboutToRefuseIt() throws IOException {
        Publication known = message("known");
        assertThat(append(known)).isEqualTo(stored(0));
        disk.failFull();
        Gate log = disk.blockWrites();
        Future<AppendReply> refused = begin(message("a"));
        log.awaitSomebody();
        assertThat(appendWithoutSpace()).isEqualTo(DISK_FAILED);
        log.open();
        assertThat(result(refused).outcomes()).containsExactly(DISK_FULL);

        assertIsTakenAgain(known);
    }

    @Test
    @Keeps({"fifo.refused", "guarantee.power-loss"})
    void isTakenAgainWhereItsTopicFailedAfterwards() throws IOException {
        Publication known = message("known");
        assertThat(append(known)).isEqualTo(stored(0));
        disk.failFull();
        assertThat(append(message("a"))).isEqualTo(DISK_FULL);
        assertThat(appendWithoutSpace()).isEqualTo(DISK_FAILED);

        assertIsTakenAgain(known);
    }

    @Test
    @Keeps({"fifo.refused", "guarantee.power-loss"})
    void isTakenAgainWhereItsTopicsScopeChangedAfterwards() throws IOException {
        Publication known = message("known");
        assertThat(append(known)).isEqualTo(stored(0));
        disk.failFull();
        assertThat(append(message("a"))).isEqualTo(DISK_FULL);
        shards.show(TOPIC.withAttributes(Map.of("FifoThroughputScope", "MessageGroup")));

        assertIsTakenAgain(known);
    }

    /** What lies in its files may be in no log. */
    @Test
    @Keeps({"fifo.refused", "guarantee.power-loss"})
    void whatAnEarlierProcessWroteIsRepeatedOnlyOnceItIsDurable() throws IOException {
        Publication known = message("known");
        assertThat(append(known)).isEqualTo(stored(0));
        shards.restart();
        disk.failOn("force " + folder.resolve("topics/1"));

        assertThat(append(message("known"))).isEqualTo(DISK_FAILED);

        assertThat(append(message("known"))).isEqualTo(repeated(known, 0));
    }

    private void assertIsTakenAgain(Publication known) throws IOException {
        Publication again = message("a");
        assertThat(append(again)).isEqualTo(stored(2));
        assertThat(append(message("a"))).isEqualTo(repeated(again, 2));
        assertThat(append(message("known"))).isEqualTo(repeated(known, 0));

        shards.restartWithoutFilesOf(1);

        assertThat(append(message("a"))).isEqualTo(repeated(again, 2));
    }

    private AppendOutcome appendWithoutSpace() {
        disk.setNoSpace(true);
        AppendOutcome outcome = append(message("long", LONG));
        disk.setNoSpace(false);
        return outcome;
    }

    private AppendOutcome append(Publication publication) {
        return result(begin(publication)).outcomes().get(0);
    }

    private Future<AppendReply> begin(Publication publication) {
        return LoneAppend.send(shards.bus(), new Append(1, List.of(publication)));
    }

    private static Publication message(String deduplicationId) {
        return message(deduplicationId, "m");
    }

    private static Publication message(String deduplicationId, String text) {
        return new Publication(UUID.randomUUID(), "", MessageText.of(text), false, List.of(), "g", deduplicationId, "");
    }

    private static AppendOutcome stored(long sequence) {
        return new AppendOutcome.Stored(sequence);
    }

    private static AppendOutcome repeated(Publication first, long sequence) {
        return new AppendOutcome.Repeated(first.messageId(), sequence);
    }
}
