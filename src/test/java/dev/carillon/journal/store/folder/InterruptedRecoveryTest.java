package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.PowerLossDisk;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.testing.FolderCopy;
import dev.carillon.testing.Mutation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A recovery in which the process is killed, or the power fails, before one change of its files or another, and the next
 * one in which it may be, too: the one that comes to its end gives what it gives where nothing disturbs it. The topics'
 * files have lost something; the log has several segments, and may have lost something as well. CI takes every seventh
 * change, {@code make crash-points} each.
 */
class InterruptedRecoveryTest {
    private static final int STEPS = 150;
    private static final int STORES = 10;
    private static final int NEVER = 1_000_000;

    private final int stride = Integer.getInteger("crash.stride", 7);

    @TempDir
    Path folder;

    @Test
    void givesWhatAnUndisturbedOneGives() throws Exception {
        int interrupted = 0;
        for (int seed = 1; seed <= STORES; seed++) {
            interrupted += check(seed);
        }
        assertThat(interrupted * stride).isGreaterThan(10 * STORES);
    }

    /** Gives how often it was interrupted. */
    private int check(int seed) throws Exception {
        StoreLedger ledger = new StoreLedger();
        Path damaged = written(ledger, seed);
        damage(damaged, new SplittableRandom(seed));

        FailingDisk disk = new FailingDisk().unforced();
        Path undisturbed = FolderCopy.of(damaged, folder.resolve("undisturbed"));
        int changes = recover(disk, undisturbed, ledger, NEVER);
        List<String> expected = records(undisturbed, ledger);
        FolderCopy.delete(undisturbed);

        int interrupted = 0;
        for (int change = 1 + seed % stride; change <= changes; change += stride) {
            SplittableRandom random = new SplittableRandom(change);
            Path once = interrupted(damaged, ledger, change, random);
            Path twice = interrupted(once, ledger, random.nextInt(1, 2 * changes), random);
            int unused = recover(new FailingDisk().unforced(), twice, ledger, NEVER);
            assertThat(FolderCopy.files(twice))
                    .noneMatch(file -> file.toString().endsWith(".new"));
            List<String> actual = records(twice, ledger);
            String place = "store " + seed + ", interrupted at change " + change + " of " + changes;
            assertThat(without(expected, actual)).as("%s: lost", place).isEmpty();
            assertThat(without(actual, expected)).as("%s: made up", place).isEmpty();
            FolderCopy.delete(once);
            FolderCopy.delete(twice);
            interrupted++;
        }
        FolderCopy.delete(damaged);
        return interrupted;
    }

    /** A folder as it is when a recovery has ended in the middle, or with the power. */
    private Path interrupted(Path before, StoreLedger ledger, int change, SplittableRandom random) throws IOException {
        Path copy = FolderCopy.of(before, folder.resolve("interrupted-" + random.nextLong()));
        PowerLossDisk power = new PowerLossDisk(new FailingDisk().unforced()).withForced(copy);
        int unused = recover(new FailingDisk(power), copy, ledger, change);
        if (random.nextInt(3) == 0) {
            return copy;
        }
        Path lost = folder.resolve("lost-" + random.nextLong());
        power.image(copy, lost, random.nextLong());
        FolderCopy.delete(copy);
        return lost;
    }

    /** Gives how many changes it made. */
    private static int recover(FailingDisk disk, Path data, StoreLedger ledger, int crashAt) throws IOException {
        try (DataFolder open = DataFolders.open(disk, data, StoreScript.CONFIG, (reason, failure) -> {})) {
            int before = disk.changes();
            FailingDisk unused = disk.crashAt(crashAt);
            RecoveredLog unusedLog = open.recover(ledger::isKnown);
            return disk.changes() - before;
        } catch (IOException ended) {
            assertThat(disk.hasCrashed()).isTrue();
            return crashAt;
        }
    }

    /**
     * What is read, and what is not, of all that is waited for. What is settled may come back, when the power left only such
     * segments of the log as do not say that it is.
     */
    private static List<String> records(Path folder, StoreLedger ledger) throws IOException {
        List<String> records = new ArrayList<>();
        try (DataFolder data = DataFolders.open(folder, StoreScript.CONFIG)) {
            for (long topicNo : data.journals().topics().stream()
                    .filter(ledger::isKnown)
                    .sorted()
                    .toList()) {
                try (JournalReader reader = data.journals().read(topicNo)) {
                    for (long sequence = 0; sequence < reader.nextSeq(); sequence++) {
                        String outcome = describe(topicNo, reader.read(sequence));
                        if (ledger.isWaitedFor(topicNo, sequence)) {
                            records.add(topicNo + " " + sequence + " " + outcome);
                        }
                    }
                }
                try (TopicJournal journal = data.journals().open(topicNo, new NoCommits())) {
                    records.add(topicNo + " goes on at " + journal.nextSeq());
                }
            }
        }
        return records;
    }

    private static String describe(long topicNo, ReadOutcome outcome) {
        if (outcome instanceof ReadOutcome.Found found) {
            assertThat(found.record().publication())
                    .isEqualTo(StoreScript.message(topicNo, found.record().sequence()));
        }
        return outcome.getClass().getSimpleName();
    }

    private static List<String> without(List<String> all, List<String> those) {
        List<String> rest = new ArrayList<>(all);
        boolean unused = rest.removeAll(Set.copyOf(those));
        return rest;
    }

    /** Takes what the machine's power, or a rotten disk, may have taken: of each topic an early file, so that much is behind. */
    private static void damage(Path data, SplittableRandom random) throws IOException {
        for (Path topic : new SystemDisk().list(data.resolve("topics"))) {
            List<Path> files = FolderCopy.files(topic).stream()
                    .filter(file -> !file.toString().endsWith(".cq4t"))
                    .toList();
            if (!files.isEmpty() && random.nextInt(4) > 0) {
                Path file = files.get(random.nextInt((files.size() + 1) / 2));
                Mutation.any(random).apply(file, WrittenRecords.of(file).end(), random);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Path> segments = FolderCopy.files(data.resolve("wal"));
            Mutation.any(random).apply(segments.get(random.nextInt(segments.size())), Integer.MAX_VALUE, random);
        }
        if (random.nextInt(5) == 0) {
            Files.createFile(data.resolve("wal/in-doubt"));
        }
    }

    /** As it is when the process was killed while it could not force topics' files: all is in the log. */
    private Path written(StoreLedger ledger, long seed) throws Exception {
        Path live = folder.resolve("live-" + seed);
        Path killed = folder.resolve("killed");
        FailingDisk disk = new FailingDisk().unforced();
        CountDownLatch blocked = disk.blockForces("checkpoint");
        try (DataFolder data = DataFolders.open(disk, live, StoreScript.CONFIG, (why, failure) -> {})) {
            StoreScript script = new StoreScript(data, ledger, seed, new CountDownLatch(1));
            script.run(STEPS);
            script.settle();
            copy(live, killed);
            script.close();
            blocked.countDown();
        }
        Folders.delete(new SystemDisk(), killed.resolve(".trash"));
        return killed;
    }

    /** What is in the trash may go meanwhile; then it is copied again. */
    private static void copy(Path live, Path killed) {
        await().ignoreExceptionsInstanceOf(NoSuchFileException.class).until(() -> {
            if (Files.exists(killed)) {
                FolderCopy.delete(killed);
            }
            return Files.exists(FolderCopy.of(live, killed));
        });
    }
}
