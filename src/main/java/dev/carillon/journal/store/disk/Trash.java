package dev.carillon.journal.store.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder for what is deleted: moving something there takes a moment whatever its size, and a thread of its own frees
 * the space. What a crash leaves there goes at the next start.
 */
public final class Trash implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final long IDLE_SECONDS = 5;

    private final Disk disk;
    private final Path folder;

    /** Each run empties the whole folder, so that more than one waiting run would be of no use. */
    private final ThreadPoolExecutor emptier = new ThreadPoolExecutor(
            1,
            1,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            Trash::thread,
            new ThreadPoolExecutor.DiscardPolicy());

    public Trash(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
        emptier.allowCoreThreadTimeOut(true);
        emptier.execute(this::empty);
    }

    /**
     * Takes a folder away, if it is there. The move is the one step that makes its place: a place made ahead would be
     * taken for rubbish by the thread that empties.
     */
    public void add(Path path) throws IOException {
        if (disk.exists(path)) {
            Path place = folder.resolve(path.getFileName() + "-" + UUID.randomUUID());
            disk.rename(path, place);
            emptier.execute(this::empty);
        }
    }

    /** Does not wait for what is still to be deleted. */
    @Override
    public void close() {
        emptier.shutdown();
    }

    private void empty() {
        try {
            for (Path path : disk.list(folder)) {
                Folders.delete(disk, path);
            }
        } catch (IOException failure) {
            LOG.atWarn()
                    .addKeyValue("folder", folder)
                    .addKeyValue("error", failure.toString())
                    .log("deleted topics still take space; the next start tries again");
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "trash");
        thread.setDaemon(true);
        return thread;
    }
}
