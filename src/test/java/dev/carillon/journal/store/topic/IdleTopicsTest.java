package dev.carillon.journal.store.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.folder.DataFolder;
import dev.carillon.journal.store.folder.DataFolders;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.testing.DiskUse;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What topics take of the disk, in its own blocks, when nobody publishes to them any more. */
class IdleTopicsTest {
    private static final Logger LOG = LoggerFactory.getLogger(IdleTopicsTest.class);
    private static final JournalConfig CONFIG = JournalConfigs.rolling(2, "8MiB", 8_000);
    private static final int TOPICS = Integer.getInteger("idle.topics", 50);
    private static final int MESSAGES = 3;
    private static final long WORTH = 256 << 10;

    /** A folder, a table and Chronicle's notes, of a block each. */
    private static final long SETTLED_BYTES = 3 * 4_096;

    /** Chronicle's header and first index, and what is taken ahead. */
    private static final long STORED_BYTES = 128 << 10;

    @TempDir
    Path folder;

    @Test
    void aSettledTopicTakesThreeBlocksAndOneWithMessagesLittleMore() throws Exception {
        try (DataFolder data = DataFolders.open(folder, CONFIG)) {
            for (long topicNo = 0; topicNo < TOPICS; topicNo++) {
                append(data, topicNo);
            }
        }
        long stored = DiskUse.of(folder.resolve("topics"));
        try (DataFolder data = DataFolders.open(folder, CONFIG)) {
            RecoveredLog unused = data.recover(topicNo -> true);
            for (long topicNo = 0; topicNo < TOPICS; topicNo++) {
                assertThat(data.journals().retire(topicNo, MESSAGES, WORTH)).isTrue();
            }
        }
        long settled = DiskUse.of(folder.resolve("topics"));

        LOG.atInfo()
                .addKeyValue("topics", TOPICS)
                .addKeyValue("stored", stored)
                .addKeyValue("settled", settled)
                .log("bytes of the disk that topics take");
        assertThat(stored).isLessThan(TOPICS * STORED_BYTES);
        assertThat(settled).isLessThanOrEqualTo((TOPICS + 1) * SETTLED_BYTES);
    }

    private static void append(DataFolder data, long topicNo) {
        try (TopicJournal journal = data.journals().open(topicNo, new NoCommits())) {
            for (int i = 0; i < MESSAGES; i++) {
                long unused = journal.append(Publications.plain("message " + i), Instant.EPOCH);
            }
        }
    }
}
