package dev.carillon.journal.store.wal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carillon.journal.store.TopicFile;
import dev.carillon.journal.store.disk.FailingDisk;
import dev.carillon.journal.store.segment.SegmentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

        assertThatThrownBy(() -> new TopicForce(disk, topics).topics(List.of(new TopicFile(folder, 0)), Set.of()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFileWhoseNameIsDurableIsForcedWithoutItsFolder() throws IOException {
        TopicFile known = fileIn("7", 3);
        TopicFile begun = fileIn("8", 0);
        FailingDisk disk = new FailingDisk();
        disk.failOn("force " + known.folder());

        new TopicForce(disk, topics).topics(List.of(known, begun), Set.of(known));

        assertThatThrownBy(() -> new TopicForce(disk, topics).topics(List.of(known, begun), Set.of(begun)))
                .isInstanceOf(IOException.class);
    }

    private TopicFile fileIn(String folder, int number) throws IOException {
        Path path = Files.createDirectory(topics.resolve(folder));
        Files.createFile(SegmentName.written(number).in(path));
        return new TopicFile(path, number);
    }
}
