package dev.carillon.journal.store.folder;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.disk.Folders;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.statelog.FileStateLog;
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
 * A data folder of which one file is not what was written any more. What is bent is never handed out, and costs nothing
 * but itself; what makes a start unsafe stops it. CI takes 50 mutations of each kind of file, {@code make mutations}
 * 1,000; {@code -Dmutations.seed} begins elsewhere.
 */
class MutatedStoreTest {
    private static final int STEPS = 150;
    private static final int A_STORE = 25;
    private static final String FORMAT = "carillon data folder, format 2, shards 2\n";

    private final int mutations = Integer.getInteger("mutations", 50);
    private final long firstSeed = Long.getLong("mutations.seed", 1);

    @TempDir
    Path folder;

    @Test
    void aBentTopicFileCostsOnlyTheRecordsWhoseBytesAreBent() throws Exception {
        int lost = 0;
        for (Bent bent : bentFiles(".sealed", ".cq4")) {
            lost += check(bent);
        }
        assertThat(lost).isPositive();
    }

    @Test
    void aBentKeptFileCostsOnlyTheRecordsWhoseBytesAreBent() throws Exception {
        int lost = 0;
        for (Bent bent : bentFilesWithoutLog(".kept")) {
            lost += check(bent);
        }
        assertThat(lost).isPositive();
    }

    /** What the log said of records that are free may be lost: then they come back, settled as they are. */
    @Test
    void aBentLogCostsNothingAsLongAsTheTopicsFilesAreWhole() throws Exception {
        int seen = 0;
        for (Bent bent : bentFiles(".wal")) {
            try (DataFolder data = DataFolders.open(bent.folder, StoreScript.CONFIG)) {
                RecoveredLog recovered = data.recover(bent.ledger::isKnown);
                assertThat(recovered.restored()).as("%s", bent).isLessThanOrEqualTo(bent.ledger.settledRecords());
                seen += recovered.damages() > 0 ? 1 : 0;
                bent.ledger.check(data);
            }
        }
        assertThat(seen).as("damages that were found").isGreaterThan(mutations / 4);
    }

    @Test
    void aBentStateLogCostsOnlyTheFramesWhoseBytesAreBent() throws Exception {
        int damaged = 0;
        for (Bent bent : bentFiles(".slog")) {
            List<StateEntry> written = bent.entries;
            try (DataFolder data = DataFolders.open(bent.folder, StoreScript.CONFIG)) {
                List<StateEntry> read = new ArrayList<>();
                try (StateLog log = data.stateLog(0)) {
                    log.replay(read::add);
                    damaged += log.isDamaged() ? 1 : 0;
                    assertThat(written).as("%s", bent).containsAll(read);
                    if (bent.mutation == Mutation.FLIPPED_BIT) {
                        assertThat(read).as("%s", bent).hasSizeGreaterThanOrEqualTo(written.size() - 1);
                    }
                    if (!log.isDamaged() && bent.mutation != Mutation.CUT_SHORT && hasTopics(data)) {
                        assertThat(read).as("%s", bent).hasSizeGreaterThanOrEqualTo(written.size() - 1);
                    }
                    log.append(new StateEntry.Ended(99));
                }
                List<StateEntry> again = new ArrayList<>();
                try (StateLog log = data.stateLog(0)) {
                    log.replay(again::add);
                    assertThat(log.isDamaged()).as("%s, healed", bent).isFalse();
                }
                read.add(new StateEntry.Ended(99));
                assertThat(again).as("%s", bent).isEqualTo(read);
            }
        }
        assertThat(damaged).isGreaterThan(mutations / 2);
    }

    /** Without any, a log that is gone tells of nothing that could be delivered again. */
    private static boolean hasTopics(DataFolder data) {
        return data.journals().topics().stream().anyMatch(topicNo -> topicNo % StoreScript.CONFIG.shards() == 0);
    }

    @Test
    void aBentFormatStopsTheStartAndIsNamed() throws Exception {
        for (Bent bent : bentFiles("FORMAT")) {
            if (bent.isAsItWas()) {
                continue;
            }
            assertThatThrownBy(() ->
                            DataFolders.open(bent.folder, StoreScript.CONFIG).close())
                    .as("%s", bent)
                    .satisfies(refused -> assertThat(refused).isInstanceOf(DataFolderRefused.class))
                    .hasMessageContaining(bent.folder.resolve("FORMAT").toString());
        }
    }

    /** Gives how many records it cost. */
    private static int check(Bent bent) throws IOException {
        try (DataFolder data = DataFolders.open(bent.folder, StoreScript.CONFIG)) {
            RecoveredLog unused = data.recover(bent.ledger::isKnown);
            int lost = bent.ledger.checkBut(data, bent.topicNo(), bent.costs);
            bent.ledger.checkGoesOn(data);
            return lost;
        } catch (AssertionError | RuntimeException violation) {
            throw new AssertionError(bent + ": " + violation.getMessage(), violation);
        }
    }

    /** So many folders with one bent file each, that has one of these endings. */
    private Iterable<Bent> bentFiles(String... endings) throws Exception {
        return bentFiles(false, endings);
    }

    /** The same where the log is gone, from which lost records come back otherwise. */
    private Iterable<Bent> bentFilesWithoutLog(String... endings) throws Exception {
        return bentFiles(true, endings);
    }

    private Iterable<Bent> bentFiles(boolean isLogGone, String... endings) throws Exception {
        List<Bent> all = new ArrayList<>();
        for (long seed = firstSeed; all.size() < mutations; seed++) {
            Path whole = folder.resolve("whole-" + seed);
            StoreLedger ledger = write(whole, seed);
            if (isLogGone) {
                try (DataFolder data = DataFolders.open(whole, StoreScript.CONFIG)) {
                    RecoveredLog unused = data.recover(ledger::isKnown);
                }
            }
            SplittableRandom random = new SplittableRandom(seed);
            List<Path> files = FolderCopy.files(whole).stream()
                    .filter(file -> List.of(endings).stream().anyMatch(file.toString()::endsWith))
                    .filter(file -> !file.startsWith(whole.resolve(".trash")))
                    .toList();
            for (int i = 0; i < A_STORE && !files.isEmpty() && all.size() < mutations; i++) {
                Path file = files.get(random.nextInt(files.size()));
                all.add(bend(whole, file, ledger, random, seed + "-" + i));
            }
            Folders.delete(new SystemDisk(), whole);
        }
        return all;
    }

    /**
     * A segment of the log may go while its folder is copied, and what is in the trash even after the end; then it is
     * copied again.
     */
    private static void copyOpen(Path live, Path whole) {
        await().ignoreExceptionsInstanceOf(NoSuchFileException.class).until(() -> {
            if (Files.exists(whole)) {
                FolderCopy.delete(whole);
            }
            return Files.exists(FolderCopy.of(live, whole));
        });
    }

    private Bent bend(Path whole, Path file, StoreLedger ledger, SplittableRandom random, String name)
            throws IOException {
        Path copy = FolderCopy.of(whole, folder.resolve("bent-" + name));
        Path bent = copy.resolve(whole.relativize(file));
        Mutation mutation = Mutation.any(random);
        boolean isOfTopic = file.startsWith(whole.resolve("topics"));
        WrittenRecords records = WrittenRecords.of(isOfTopic ? file : whole.resolve("LOCK"));
        List<StateEntry> entries = isOfTopic ? List.of() : entries(whole);
        mutation.apply(bent, isOfTopic ? records.end() + 8 : Integer.MAX_VALUE, random);
        return new Bent(copy, bent, mutation, ledger, costs(mutation, records, bent), entries);
    }

    /** A file begins with its first record: who finds another there does not look for those before it. */
    private static Set<Long> costs(Mutation mutation, WrittenRecords records, Path bent) throws IOException {
        return mutation == Mutation.SWAPPED_PAGES ? records.sequences() : records.bentIn(bent);
    }

    private static List<StateEntry> entries(Path whole) {
        List<StateEntry> entries = new ArrayList<>();
        try (StateLog log = FileStateLog.open(new SystemDisk(), whole.resolve("state/0"), false, written -> {})) {
            log.replay(entries::add);
        }
        return entries;
    }

    /** As it is when the process has ended: cleanly, or in the middle. */
    private StoreLedger write(Path whole, long seed) throws Exception {
        StoreLedger ledger = new StoreLedger();
        boolean isCrash = seed % 2 == 0;
        Path live = folder.resolve("live-" + seed);
        try (DataFolder data =
                DataFolders.open(new FailingDisk().unforced(), live, StoreScript.CONFIG, (why, e) -> {})) {
            RecoveredLog unused = data.recover(ledger::isKnown);
            StoreScript script = new StoreScript(data, ledger, seed, new CountDownLatch(1));
            script.run(STEPS);
            script.settle();
            if (isCrash) {
                copyOpen(live, whole);
                Files.write(whole.resolve("LOCK"), new byte[0]);
            }
            script.close();
        }
        if (!isCrash) {
            copyOpen(live, whole);
        }
        return ledger;
    }

    /**
     * A folder with a bent file.
     *
     * @param costs the records of a topic that may be lost
     * @param entries what the state log held
     */
    private record Bent(
            Path folder, Path file, Mutation mutation, StoreLedger ledger, Set<Long> costs, List<StateEntry> entries) {
        long topicNo() {
            return Long.parseLong(file.getParent().getFileName().toString());
        }

        boolean isAsItWas() throws IOException {
            return Files.exists(file) && Files.readString(file, ISO_8859_1).equals(FORMAT);
        }

        @Override
        public String toString() {
            return mutation + " of " + file;
        }
    }
}
