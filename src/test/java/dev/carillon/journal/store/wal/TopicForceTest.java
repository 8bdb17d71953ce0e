package dev.carillon.journal.store.wal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.FailingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicForceTest {
    @TempDir
    private Path topics;

    @Test
    void aNewFoldersNameIsForcedThoughAnotherFileHasTakenTheWrittenOnesPlace() throws IOException {
        Path folder = Files.createDirectory(topics.resolve("7"));
        FailingDisk disk = new FailingDisk();
        disk.failOn("force " + topics);

        assertThatThrownBy(() -> new TopicForce(disk, topics).topics(List.of(new TopicFile(folder, 0))))
                .isInstanceOf(IOException.class);
    }
}
