package dev.carillon.journal.store.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.FailingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    private static final long SEGMENT_BYTES = 1 << 20;

    @TempDir
    private Path folder;

    private final FailingDisk disk = new FailingDisk();
    private final List<String> halts = new CopyOnWriteArrayList<>();

    /** What could not be opened is no worse for it, and whoever connects to the broker can take all descriptors. */
    @Test
    void waitsForADescriptorAndForcesThen() throws IOException {
        Path state = Files.createFile(folder.resolve("deliveries.slog"));
        Checkpoint checkpoint = checkpoint();
        checkpoint.wroteState(state);
        disk.leaveNoDescriptor(2);
        int before = disk.changes();

        checkpoint.start();

        await().until(() -> disk.changes() > before);
        checkpoint.close();
        assertThat(disk.withoutDescriptor()).isZero();
        assertThat(halts).isEmpty();
    }

    /** What others opened the process may keep open for ever; what is written is in the log, which stays for the next start. */
    @Test
    @Timeout(60)
    void aStopWaitsForNoDescriptor() throws IOException {
        Path state = Files.createFile(folder.resolve("deliveries.slog"));
        Checkpoint checkpoint = checkpoint();
        checkpoint.wroteState(state);
        disk.leaveNoDescriptor(Integer.MAX_VALUE);
        checkpoint.start();
        await().until(() -> disk.withoutDescriptor() < Integer.MAX_VALUE);

        checkpoint.close();

        assertThat(halts).isEmpty();
    }

    /** Its records may be nowhere else. */
    @Test
    @Timeout(60)
    void aStopWithoutADescriptorLeavesASegmentWhereItIs() throws IOException {
        Path topic = Files.createDirectories(folder.resolve("topics/1"));
        LogFolder log = log();
        Checkpoint checkpoint = checkpoint(log);
        LogSegment segment = log.next();
        segment.covers(Set.of(new TopicFile(topic, 0)));
        disk.leaveNoDescriptor(Integer.MAX_VALUE);
        checkpoint.start();
        checkpoint.full(segment);
        await().until(() -> disk.withoutDescriptor() < Integer.MAX_VALUE);

        checkpoint.close();

        assertThat(log.numbers()).containsExactly(1L);
        assertThat(halts).isEmpty();
    }

    @Test
    void endsTheProcessWhereAForceFails() throws IOException {
        Path state = Files.createFile(folder.resolve("deliveries.slog"));
        Checkpoint checkpoint = checkpoint();
        checkpoint.wroteState(state);
        disk.failOn("force " + state);

        checkpoint.start();

        await().until(() -> !halts.isEmpty());
        checkpoint.close();
    }

    private Checkpoint checkpoint() throws IOException {
        return checkpoint(log());
    }

    private LogFolder log() throws IOException {
        return LogFolder.open(disk, Files.createDirectory(folder.resolve("wal")), SEGMENT_BYTES);
    }

    private Checkpoint checkpoint(LogFolder log) throws IOException {
        TopicForce force = new TopicForce(disk, Files.createDirectories(folder.resolve("topics")));
        return new Checkpoint(force, log, (reason, failure) -> halts.add(reason));
    }
}
