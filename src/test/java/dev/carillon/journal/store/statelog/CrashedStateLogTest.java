package dev.carillon.journal.store.statelog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateEntry.Delivered;
import dev.carillon.journal.store.StateEntry.SettledBelow;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.SystemDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state log whose disk fails, or whose process ends, at each of its changes in turn. */
class CrashedStateLogTest {
    @TempDir
    Path folder;

    @Test
    void aCrashAtAnyChangeLosesNothingThatWasFlushed() {
        int change = 0;
        FailingDisk disk;
        do {
            change++;
            disk = new FailingDisk().crashAt(change);
            Path log = folder.resolve("crash-" + change);
            List<Long> flushed = new ArrayList<>();
            try {
                write(disk, log, flushed);
            } catch (UncheckedIOException crash) {
                assertThat(disk.hasCrashed()).isTrue();
            }

            assertThat(settled(log)).as("crash at change %s", change).containsAll(flushed);
        } while (disk.hasCrashed());
        assertThat(change).isGreaterThan(10);
    }

    @Test
    void aChangeThatFailsOnceCanBeMadeAgain() throws IOException {
        for (int change = 1; change <= 12; change++) {
            Path path = folder.resolve("fail-" + change);
            FailingDisk disk = new FailingDisk();
            try (StateLog log = FileStateLog.open(disk, path, false, written -> {})) {
                log.replay(entry -> {});
                disk.failAt(change);
                for (long sequence = 0; sequence < 4; sequence++) {
                    log.append(new Delivered(1, sequence));
                    again(log::flush);
                }
                again(() -> Rewrite.of(log, new SettledBelow(1, 4)));
                log.append(new Delivered(1, 4));
                again(log::flush);
            }

            assertThat(settled(path)).as("failure of change %s", change).contains(4L);
            assertThat(replay(path)).contains(new SettledBelow(1, 4));
        }
    }

    private static void write(Disk disk, Path folder, List<Long> flushed) {
        try (StateLog log = FileStateLog.open(disk, folder, false, written -> {})) {
            log.replay(entry -> {});
            for (long sequence = 0; sequence < 3; sequence++) {
                log.append(new Delivered(1, sequence));
                log.flush();
                flushed.add(sequence);
            }
            Rewrite.of(log, new SettledBelow(1, 3));
            log.append(new Delivered(1, 3));
            log.flush();
            flushed.add(3L);
        }
    }

    private static void again(Runnable change) {
        try {
            change.run();
        } catch (UncheckedIOException once) {
            change.run();
        }
    }

    private static List<Long> settled(Path folder) {
        List<Long> settled = new ArrayList<>();
        for (StateEntry entry : replay(folder)) {
            if (entry instanceof SettledBelow below) {
                for (long sequence = 0; sequence < below.sequence(); sequence++) {
                    settled.add(sequence);
                }
            } else if (entry instanceof Delivered delivered) {
                settled.add(delivered.sequence());
            }
        }
        return settled;
    }

    private static List<StateEntry> replay(Path folder) {
        List<StateEntry> entries = new ArrayList<>();
        try (StateLog log = FileStateLog.open(new SystemDisk(), folder, false, written -> {})) {
            log.replay(entries::add);
        }
        return entries;
    }
}
