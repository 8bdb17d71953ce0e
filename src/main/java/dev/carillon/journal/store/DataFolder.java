package dev.carillon.journal.store;

import dev.carillon.config.JournalConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * The folder with everything that the broker keeps on disk besides its database. One broker at a time may have it open.
 *
 * <pre>
 *   LOCK              the process id of the broker that has it open
 *   FORMAT            what it was made for
 *   DATABASE          the identity of the database whose topics these are
 *   topics/TOPICNO/   a topic's journal
 *   state/SHARD/      a shard's state log
 *   .trash/           deleted topics on their way out
 * </pre>
 *
 * <p>Opening and closing block; safe on every thread.
 */
public final class DataFolder implements AutoCloseable {
    private final Disk disk;
    private final Path folder;
    private final FolderLock lock;
    private final Trash trash;
    private final JournalStore journals;

    private DataFolder(Disk disk, Path folder, FolderLock lock, JournalConfig config) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.lock = lock;
        FolderFormat.check(disk, folder, config.shards());
        Path topics = makePrivate(folder.resolve("topics"));
        Path unused = makePrivate(folder.resolve("state"));
        this.trash = new Trash(disk, makePrivate(folder.resolve(".trash")));
        this.journals = new ChronicleJournalStore(disk, topics, config, trash);
    }

    /**
     * Opens a data folder, and makes it when it is not there.
     *
     * @throws DataFolderRefused when another broker has it open, or it was made for another format or number of shards
     * @throws IOException when it cannot be made, read or written
     */
    public static DataFolder open(Path folder, JournalConfig config) throws IOException {
        return open(new SystemDisk(), folder, config);
    }

    static DataFolder open(Disk disk, Path folder, JournalConfig config) throws IOException {
        ChronicleSettings.apply();
        disk.createFolders(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            return new DataFolder(disk, folder, lock, config);
        } catch (IOException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Binds the folder to a database, for good: topics are known by numbers that mean something only there, and journals
     * of topics that the database does not have are deleted. To be called before anything is opened.
     *
     * @throws DataFolderRefused when it is bound to another
     */
    public void bindTo(UUID database) throws IOException {
        FolderBinding.check(disk, folder, database);
    }

    /** The topics' journals. */
    public JournalStore journals() {
        return journals;
    }

    /** Opens a shard's state log, which belongs to the caller's thread from then on, and is to be closed by it. */
    public StateLog stateLog(int shard) {
        return FileStateLog.open(disk, folder.resolve("state").resolve(Integer.toString(shard)));
    }

    /** How much space the disk has left for the broker. Asks the system, which takes microseconds; safe on every thread. */
    public long usableBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException failure) {
            throw new UncheckedIOException("the disk's space cannot be asked for: " + folder, failure);
        }
    }

    /** Lets the next broker in. Journals, readers and state logs must be closed before. */
    @Override
    public void close() throws IOException {
        trash.close();
        lock.close();
    }

    /** Messages are nobody else's business; the data folder itself must stay open to the database's own user. */
    private Path makePrivate(Path folder) throws IOException {
        disk.createFolders(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
