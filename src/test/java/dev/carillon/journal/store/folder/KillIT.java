package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.ReadOutcome;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of appending, again and again on the same folder: what was acknowledged is there. */
class KillIT {
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void everythingThatWasAcknowledgedBeforeAKillIsThere() throws Exception {
        long[] nextSeqs = new long[WritingProcess.TOPICS];
        for (int round = 0; round < ROUNDS; round++) {
            killWhileWriting(nextSeqs);
            try (DataFolder data = DataFolders.open(folder, WritingProcess.CONFIG)) {
                for (int topicNo = 0; topicNo < WritingProcess.TOPICS; topicNo++) {
                    nextSeqs[topicNo] = readAll(data.journals(), topicNo, nextSeqs[topicNo]);
                }
            }
        }
        assertThat(Arrays.stream(nextSeqs).sum()).isGreaterThan(ROUNDS * 1_000L);
    }

    /** Takes note of what was acknowledged, up to the last line that got out. */
    private void killWhileWriting(long[] nextSeqs) throws Exception {
        Process process = WritingProcess.start(folder);
        try (BufferedReader lines = WritingProcess.lines(process)) {
            int enough = ThreadLocalRandom.current().nextInt(1_000, 6_000);
            int count = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", -1);
                nextSeqs[Integer.parseInt(words[0])] = Long.parseLong(words[1]) + 1;
                count++;
                if (count == enough) {
                    assertThatTheFolderIsTaken(process.pid());
                    assertThat(process.toHandle().destroyForcibly()).isTrue();
                }
            }
            assertThat(count).isGreaterThanOrEqualTo(enough);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void assertThatTheFolderIsTaken(long pid) throws Exception {
        assertThat(Files.readString(folder.resolve("LOCK")).trim()).isEqualTo(Long.toString(pid));
        assertThatThrownBy(() -> DataFolders.open(folder, WritingProcess.CONFIG))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessageContaining("process " + pid);
    }

    private static long readAll(JournalStore store, long topicNo, long acknowledged) {
        try (JournalReader reader = store.read(topicNo)) {
            long next = reader.nextSeq();
            assertThat(next).isGreaterThanOrEqualTo(acknowledged);
            LongStream.range(0, next)
                    .forEach(sequence -> assertThat(reader.read(sequence))
                            .isInstanceOfSatisfying(
                                    ReadOutcome.Found.class,
                                    found -> assertThat(found.record().publication())
                                            .isEqualTo(WritingProcess.message(topicNo, sequence))));
            return next;
        }
    }
}
