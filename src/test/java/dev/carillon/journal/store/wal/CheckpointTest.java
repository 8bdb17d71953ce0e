package dev.carillon.journal.store.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.journal.store.disk.FailingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
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
        LogFolder log = LogFolder.open(disk, Files.createDirectory(folder.resolve("wal")), SEGMENT_BYTES);
        TopicForce force = new TopicForce(disk, Files.createDirectory(folder.resolve("topics")));
        return new Checkpoint(force, log, (reason, failure) -> halts.add(reason));
    }
}
