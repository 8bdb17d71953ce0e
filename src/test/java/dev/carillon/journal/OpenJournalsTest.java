package dev.carillon.journal;

import static dev.carillon.journal.Projects.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.testing.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenJournalsTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();
    private DataFolder data;
    private OpenJournals journals;

    @BeforeEach
    void open() throws IOException {
        data = DataFolders.open(folder, JournalConfigs.rolling(2, "2MiB", 100));
        journals = new OpenJournals(data.journals(), data.journals().commits(), time, 2);
    }

    @AfterEach
    void close() throws IOException {
        journals.closeAll();
        assertThat(journals.count()).isZero();
        data.close();
    }

    @Test
    void closesTheOneThatWasNotUsedForLongestAndGoesOnInItLater() {
        for (int round = 0; round < 4; round++) {
            for (long topicNo = 1; topicNo <= 3; topicNo++) {
                assertThat(journals.use(topicNo).append(message("x"), Instant.EPOCH))
                        .isEqualTo(round);
                assertThat(journals.count()).isLessThanOrEqualTo(2);
            }
        }
        assertThat(journals.ifOpen(1)).isEmpty();
        assertThat(journals.ifOpen(2)).isPresent();
        assertThat(journals.ifOpen(3)).isPresent();
    }

    @Test
    void aSingleShardMayHaveAsManyOpenAsTwo() {
        assertThat(OpenJournals.most(1)).isEqualTo(1_024);
        assertThat(OpenJournals.most(2)).isEqualTo(512);
    }

    @Test
    void closesWhatIsIdleOnly() {
        journals.use(1).append(message("x"), Instant.EPOCH);
        time.advance(OpenJournals.IDLE.minus(Duration.ofSeconds(1)));
        journals.use(2).append(message("x"), Instant.EPOCH);
        journals.closeIdle();
        assertThat(journals.count()).isEqualTo(2);

        time.advance(Duration.ofSeconds(1));
        journals.closeIdle();

        assertThat(journals.ifOpen(1)).isEmpty();
        assertThat(journals.ifOpen(2)).isPresent();
    }
}
