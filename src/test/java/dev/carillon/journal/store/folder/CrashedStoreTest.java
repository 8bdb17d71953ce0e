package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that ends before one change of its files or another, over a script that uses everything the store can do; then
 * the recovery, which is cut short as well. CI takes every seventh change, {@code make crash-points} each.
 */
class CrashedStoreTest {
    private static final int STEPS = 120;

    /** What is done to the files of a new folder before the script. */
    private static final int OPENING = 12;

    private final int stride = Integer.getInteger("crash.stride", 7);

    @TempDir
    Path folder;

    @Test
    void nothingThatWasAcknowledgedIsLostWhereverTheProcessEnds() throws Exception {
        boolean hasCrashed = true;
        int crashes = 0;
        for (int change = 1; hasCrashed; change += stride) {
            Path data = folder.resolve("crash-" + change);
            StoreLedger ledger = new StoreLedger();
            hasCrashed = crash(data, ledger, change);
            crashes += hasCrashed ? 1 : 0;
            recover(data, ledger, change);
            Folders.delete(new SystemDisk(), data);
        }
        assertThat(crashes * stride).isGreaterThan(200);
    }

    private static boolean crash(Path data, StoreLedger ledger, int change) throws Exception {
        FailingDisk disk = new FailingDisk().unforced().crashAt(change);
        CountDownLatch halted = new CountDownLatch(1);
        try (DataFolder open =
                DataFolders.open(disk, data, StoreScript.CONFIG, (reason, failure) -> halted.countDown())) {
            StoreScript script = new StoreScript(open, ledger, 1, halted);
            script.run(STEPS);
            script.close();
        } catch (IOException | UncheckedIOException ended) {
            assertThat(disk.hasCrashed()).isTrue();
        }
        return disk.hasCrashed();
    }

    private static void recover(Path data, StoreLedger ledger, int change) throws Exception {
        FailingDisk disk = new FailingDisk().unforced().crashAt(OPENING + change % 40);
        try (DataFolder cut = DataFolders.open(disk, data, StoreScript.CONFIG, (reason, failure) -> {})) {
            RecoveredLog unused = cut.recover(ledger::isKnown);
        } catch (IOException | UncheckedIOException ended) {
            assertThat(disk.hasCrashed()).isTrue();
        }
        try (DataFolder open = DataFolders.open(data, StoreScript.CONFIG)) {
            RecoveredLog unused = open.recover(ledger::isKnown);
            ledger.check(open);
        }
    }
}
