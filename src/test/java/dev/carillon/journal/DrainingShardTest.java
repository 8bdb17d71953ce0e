package dev.carillon.journal;

import static dev.carillon.journal.Projects.heard;
import static dev.carillon.journal.Projects.project;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.bus.Append;
import dev.carillon.bus.AppendReply;
import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.DeliverySettled;
import dev.carillon.catalog.view.CatalogViews;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.CommitBuffer;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.PassingJournals;
import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.metrics.BrokerMetrics;
import dev.carillon.testing.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard that stops while the log is slow. */
class DrainingShardTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<CommitBuffer.OnCommitted> underWay = new ArrayDeque<>();
    private DataFolder data;
    private JournalShard shard;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, JournalConfigs.rolling(1, "2MiB", 2));
        VirtualTime time = new VirtualTime();
        JournalServices services = new JournalServices(
                new BrokerBus(vertx, 1),
                CatalogViews.showing(project(heard(1))),
                new SlowLog(data.journals()),
                new BrokerMetrics(new SimpleMeterRegistry()),
                time);
        Journals shared = new Journals(
                services, Projects.limits(100_000), JournalConfigs.rolling(1, "2MiB", 2), () -> Long.MAX_VALUE);
        shard = new JournalShard(0, services, shared, Runnable::run);
        shard.start(topicNo -> true);
    }

    @AfterEach
    void close() throws IOException {
        Void unused = OpenShards.result(vertx.close());
        data.close();
    }

    /** The log's thread would find nobody to tell, and the process end as if the disk had failed. */
    @Test
    void handsNothingToTheLogWhoseEndItDoesNotWaitFor() {
        publish("a", "b", "c");
        underWay.remove().committed(true);
        publish("d");
        Future<Void> drained = shard.drain();
        shard.settled(new DeliverySettled(1, 0, 2));

        assertThat(shard.sweep()).isEmpty();

        underWay.remove().committed(true);
        assertThat(drained.succeeded()).isTrue();
        assertThat(underWay).isEmpty();
    }

    private void publish(String... texts) {
        var outcomes = shard.append(
                new Append(1, List.of(texts).stream().map(Projects::message).toList()));
        var unused = shard.group().reply(List.of(new AppendReply(outcomes)));
        shard.group().commit();
    }

    /** Says that a commit has ended once a test says so. */
    private final class SlowLog extends PassingJournals {
        SlowLog(JournalStore real) {
            super(real);
        }

        @Override
        public CommitBuffer commits() {
            return new Slow();
        }
    }

    private final class Slow implements CommitBuffer {
        private boolean isEmpty = true;

        @Override
        public boolean isFull() {
            return false;
        }

        @Override
        public boolean isEmpty() {
            return isEmpty;
        }

        @Override
        public void add(TopicFile file, long topicNo, long sequence, byte[] record) {
            isEmpty = false;
        }

        @Override
        public void free(long topicNo, long fromSeq, long endSeq) {
            isEmpty = false;
        }

        @Override
        public void commit(OnCommitted whenDone) {
            isEmpty = true;
            underWay.add(whenDone);
        }
    }
}
