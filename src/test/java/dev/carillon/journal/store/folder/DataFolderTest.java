package dev.carillon.journal.store.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.record.Publications;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path folder;

    @Test
    void theLockHoldsTheProcessIdAsLongAsTheFolderIsOpen() throws IOException {
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            assertThat(open.journals().topics()).isEmpty();
            assertThat(folder.resolve("LOCK"))
                    .hasContent(Long.toString(ProcessHandle.current().pid()));
        }
        assertThat(folder.resolve("LOCK")).isEmptyFile();
    }

    @Test
    void aSecondBrokerIsRefusedAndToldWhoHasTheFolder() throws IOException {
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            assertThat(open.journals().topics()).isEmpty();
            assertThatThrownBy(() -> DataFolders.open(folder, shards(2)))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessage(folder + " is in use by another broker, process "
                            + ProcessHandle.current().pid());
        }
        DataFolders.open(folder, shards(2)).close();
    }

    @Test
    void anotherNumberOfShardsIsRefusedAndTheFolderStaysFree() throws IOException {
        DataFolders.open(folder, shards(2)).close();

        assertThatThrownBy(() -> DataFolders.open(folder, shards(3)))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessage(folder.resolve("FORMAT") + " says that the folder was made with journal.shards = 2, not 3;"
                        + " the number is fixed for the life of a data folder");
        DataFolders.open(folder, shards(2)).close();
    }

    @Test
    void anotherDatabaseIsRefusedSinceItWouldNotKnowTheTopics() throws IOException {
        UUID first = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            open.bindTo(first);
        }

        try (DataFolder again = DataFolders.open(folder, shards(2))) {
            again.bindTo(first);
            assertThatThrownBy(() -> again.bindTo(other))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining("belongs to the database " + first)
                    .hasMessageContaining("this is " + other);
        }
    }

    @Test
    void aLaterFormatAndANonsensicalOneAreRefused() throws IOException {
        Files.writeString(folder.resolve("FORMAT"), "carillon data folder, format 3, shards 2\n");
        assertThatThrownBy(() -> DataFolders.open(folder, shards(2)))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessage(folder.resolve("FORMAT") + " says format 3, and this broker knows only 1 and 2");

        Files.writeString(folder.resolve("FORMAT"), "format");
        assertThatThrownBy(() -> DataFolders.open(folder, shards(2)))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessageContaining("does not say");
    }

    @Test
    void aFolderWithTopicsIsNotTakenForANewOneWhenWhatTheFirstStartWroteIsMissing() throws IOException {
        UUID database = UUID.randomUUID();
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            open.bindTo(database);
            try (TopicJournal journal = open.journals().open(6, new NoCommits())) {
                journal.append(Publications.plain("text"), Instant.EPOCH);
            }
        }
        String format = Files.readString(folder.resolve("FORMAT"));
        Files.delete(folder.resolve("DATABASE"));
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            assertThatThrownBy(() -> open.bindTo(database))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining(folder.resolve("DATABASE") + " is missing, though there are topics")
                    .hasMessageContaining(database.toString());
        }
        Files.writeString(folder.resolve("DATABASE"), "of no use");
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            assertThatThrownBy(() -> open.bindTo(database))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining(folder.resolve("DATABASE") + " is damaged");
        }
        Files.delete(folder.resolve("FORMAT"));
        assertThatThrownBy(() -> DataFolders.open(folder, shards(4)))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessageContaining(folder.resolve("FORMAT") + " is missing, though there are topics");

        Files.writeString(folder.resolve("FORMAT"), format);
        Files.writeString(folder.resolve("DATABASE"), database + "\n");
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            open.bindTo(database);
        }
    }

    @Test
    void aNumberOfShardsThatCannotBeIsTakenForDamage() throws IOException {
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            open.stateLog(0).close();
            open.stateLog(1).close();
        }
        assertThat(DataFolder.shards(folder)).hasValue(2);

        Files.writeString(folder.resolve("FORMAT"), "carillon data folder, format 2, shards 1\n");
        assertThatThrownBy(() -> DataFolders.open(folder, shards(1)))
                .isInstanceOf(DataFolderRefused.class)
                .hasMessage(folder.resolve("FORMAT") + " is damaged: it says 1 shards, and there is the state of 2");

        for (int none : List.of(0, 65)) {
            Files.writeString(folder.resolve("FORMAT"), "carillon data folder, format 2, shards " + none + "\n");
            assertThat(DataFolder.shards(folder)).isEmpty();
            assertThatThrownBy(() -> DataFolders.open(folder, shards(2)))
                    .isInstanceOf(DataFolderRefused.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void aFolderOfTheFormatWithoutALogIsTakenOver() throws IOException {
        Files.writeString(folder.resolve("FORMAT"), "carillon data folder, format 1, shards 2\n");

        DataFolders.open(folder, shards(2)).close();

        assertThat(folder.resolve("FORMAT")).hasContent("carillon data folder, format 2, shards 2");
    }

    @Test
    void whatACrashLeftInTheTrashIsDeletedAtTheStartAndDeletedTopicsAreSoon() throws IOException {
        Files.createDirectories(folder.resolve(".trash/5-123/5"));
        Files.writeString(folder.resolve(".trash/5-123/5/19700101-00LX.cq4"), "left over");
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            try (TopicJournal journal = open.journals().open(6, new NoCommits())) {
                journal.append(Publications.plain("text"), Instant.EPOCH);
            }
            open.journals().delete(6);

            await().untilAsserted(() -> assertThat(folder.resolve(".trash")).isEmptyDirectory());
            assertThat(folder.resolve("topics")).isEmptyDirectory();
        }
    }

    @Test
    void everyShardHasAStateLogOfItsOwn() throws IOException {
        try (DataFolder open = DataFolders.open(folder, shards(2))) {
            for (int shard = 0; shard < 2; shard++) {
                try (StateLog log = open.stateLog(shard)) {
                    log.replay(entry -> {});
                    log.append(new StateEntry.Ended(shard));
                }
            }
            List<StateEntry> entries = new ArrayList<>();
            try (StateLog log = open.stateLog(1)) {
                log.replay(entries::add);
            }
            assertThat(entries).containsExactly(new StateEntry.Ended(1));
        }
    }

    private static JournalConfig shards(int shards) {
        return JournalConfigs.rolling(shards, "2MiB", 100);
    }
}
