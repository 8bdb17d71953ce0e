package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.journal.store.JournalReader;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.ReadOutcome;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.testing.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker that is stopped as soon as it serves finishes what came in between: the first message of all, it may be. */
class EndingProcessIT {
    @TempDir
    private Path folder;

    @Test
    void theFirstAppendOfAllMayComeWhileTheProcessEnds() throws IOException {
        CommandResult ended = CommandResult.of(WritingProcess.builder(Ending.class, folder));

        assertThat(ended.err()).doesNotContain("Exception", "Error");
        try (DataFolder data = DataFolders.open(folder, WritingProcess.CONFIG);
                JournalReader reader = data.journals().read(0)) {
            assertThat(reader.read(0)).isInstanceOf(ReadOutcome.Found.class);
        }
    }

    /** Opens a folder, and writes to it when it is told to end. */
    static final class Ending {
        private Ending() {}

        public static void main(String[] arguments) throws IOException {
            DataFolder data = DataFolders.open(Path.of(arguments[0]), WritingProcess.CONFIG);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> append(data)));
            System.exit(0);
        }

        private static void append(DataFolder data) {
            try (data;
                    TopicJournal journal = data.journals().open(0, new NoCommits())) {
                long unused = journal.append(WritingProcess.message(0, 0), WritingProcess.PUBLISHED_AT);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
