package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.PowerLossDisk;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.testing.Keeps;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Folders as a power cut leaves them: pages and names that were not forced are old or new. Nothing that was acknowledged
 * is lost, nothing is read that was not written, and every topic goes on. CI takes 200 of them, {@code make power-loss}
 * 10,000; a seed is replayed by {@code -Dpower.seed}.
 */
class PowerLossTest {
    private static final int IMAGES_A_SCRIPT = 10;
    private static final int STEPS = 25;

    private final int images = Integer.getInteger("power.images", 200);
    private final long firstSeed = Long.getLong("power.seed", 1);

    @TempDir
    Path folder;

    @Test
    @Keeps("guarantee.power-loss")
    void nothingThatWasAcknowledgedIsLostWithThePower() throws Exception {
        long restored = 0;
        for (long seed = firstSeed; seed < firstSeed + images / IMAGES_A_SCRIPT; seed++) {
            restored += lose(seed);
        }
        assertThat(restored).isPositive();
    }

    /** Takes images while the script goes on. */
    private long lose(long seed) throws Exception {
        Path live = folder.resolve("live-" + seed);
        PowerLossDisk disk = new PowerLossDisk();
        StoreLedger ledger = new StoreLedger();
        CountDownLatch halted = new CountDownLatch(1);
        long restored = 0;
        try (DataFolder data =
                DataFolders.open(disk, live, StoreScript.CONFIG, (reason, failure) -> halted.countDown())) {
            StoreScript script = new StoreScript(data, ledger, seed, halted);
            for (int image = 0; image < IMAGES_A_SCRIPT; image++) {
                script.run(STEPS);
                StoreLedger then = ledger.copy();
                Path lost = folder.resolve("lost-" + seed + "-" + image);
                disk.image(live, lost, seed * IMAGES_A_SCRIPT + image);
                restored += check(lost, then);
                Folders.delete(new SystemDisk(), lost);
            }
            script.close();
        }
        assertThat(halted.getCount()).isEqualTo(1);
        Folders.delete(new SystemDisk(), live);
        return restored;
    }

    private static long check(Path lost, StoreLedger ledger) throws Exception {
        long restored;
        try (DataFolder data = open(lost)) {
            restored = data.recover(ledger::isKnown).restored();
            ledger.check(data);
        } catch (AssertionError violation) {
            throw new AssertionError(lost.getFileName() + ": " + violation.getMessage(), violation);
        }
        try (DataFolder data = open(lost)) {
            assertThat(data.recover(ledger::isKnown).restored()).isZero();
            ledger.check(data);
        }
        return restored;
    }

    private static DataFolder open(Path lost) throws IOException {
        return DataFolders.open(new FailingDisk().unforced(), lost, StoreScript.CONFIG, (reason, failure) -> {});
    }
}
