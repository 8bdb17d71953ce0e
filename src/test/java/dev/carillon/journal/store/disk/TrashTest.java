package dev.carillon.journal.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrashTest {
    private static final int MANY = 2_000;

    @TempDir
    private Path data;

    private Path trashFolder;

    @BeforeEach
    void makeTheFolder() throws IOException {
        trashFolder = Files.createDirectory(data.resolve("trash"));
    }

    /** The shards delete topics at the same time as the trash is emptied. */
    @Test
    void takesFoldersFromSeveralThreadsWhileItIsEmptied() throws Exception {
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            folders.add(filled(Integer.toString(i)));
        }
        ExecutorService shards = Executors.newFixedThreadPool(8);

        try (Trash trash = new Trash(new SystemDisk(), trashFolder)) {
            List<Future<Path>> added = new ArrayList<>();
            for (Path folder : folders) {
                added.add(shards.submit(() -> {
                    trash.add(folder);
                    return folder;
                }));
            }

            for (Future<Path> one : added) {
                assertThat(one.get()).doesNotExist();
            }
            await().untilAsserted(() -> assertThat(trashFolder).isEmptyDirectory());
        } finally {
            shards.shutdown();
        }
    }

    @Test
    void takesAFolderOfTheSameNameAgain() throws IOException {
        try (Trash trash = new Trash(new SystemDisk(), trashFolder)) {
            trash.add(filled("7"));
            trash.add(filled("7"));

            await().untilAsserted(() -> assertThat(trashFolder).isEmptyDirectory());
        }
    }

    @Test
    void isContentWithAFolderThatIsNotThere() throws IOException {
        try (Trash trash = new Trash(new SystemDisk(), trashFolder)) {
            trash.add(data.resolve("none"));

            assertThat(trashFolder).isEmptyDirectory();
        }
    }

    @Test
    void emptiesWhatACrashLeft() throws IOException {
        Files.move(filled("9"), trashFolder.resolve("9-left"));

        new Trash(new SystemDisk(), trashFolder).close();

        await().untilAsserted(() -> assertThat(trashFolder).isEmptyDirectory());
    }

    private Path filled(String name) throws IOException {
        Path folder = Files.createDirectory(data.resolve(name));
        Files.writeString(folder.resolve("file"), "some bytes");
        return folder;
    }
}
