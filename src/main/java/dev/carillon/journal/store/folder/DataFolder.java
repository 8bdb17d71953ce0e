package dev.carillon.journal.store.folder;

import dev.carillon.config.JournalConfig;
import dev.carillon.journal.store.Halt;
import dev.carillon.journal.store.JournalStore;
import dev.carillon.journal.store.RecoveredLog;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.ReadAhead;
import dev.carillon.journal.store.disk.SystemDisk;
import dev.carillon.journal.store.disk.Trash;
import dev.carillon.journal.store.statelog.FileStateLog;
import dev.carillon.journal.store.topic.ChronicleJournalStore;
import dev.carillon.journal.store.topic.ChronicleSettings;
import dev.carillon.journal.store.wal.Commits;
import dev.carillon.metrics.LogMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * The folder with everything that the broker keeps on disk, as far as it is the journal's; what else is in it belongs to
 * others. One broker at a time may have it open.
 *
 * <pre>
 *   LOCK              the process id of the broker that has it open
 *   FORMAT            what it was made for
 *   DATABASE          the identity of the database whose topics these are
 *   wal/              the write-ahead log
 *   topics/TOPICNO/   a topic's journal
 *   state/SHARD/      a shard's state log
 *   .trash/           deleted topics on their way out
 * </pre>
 *
 * <p>Opening and closing block; safe on every thread.
 */
public final class DataFolder implements AutoCloseable {
    /** The exit code of a process that halts, EX_IOERR in sysexits(3). */
    public static final int HALTED = 74;

    private final Disk disk;
    private final Path folder;
    private final FolderLock lock;
    private final Trash trash;
    private final ChronicleJournalStore journals;
    private final JournalConfig config;
    private final Commits commits;

    private DataFolder(Disk disk, Path folder, FolderLock lock, JournalConfig config, LogMetrics metrics, Halt halt)
            throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.lock = lock;
        FolderFormat.check(disk, folder, config.shards());
        Path topics = makePrivate(folder.resolve("topics"));
        Path unusedState = makePrivate(folder.resolve("state"));
        this.trash = new Trash(disk, makePrivate(folder.resolve(".trash")));
        this.config = config;
        Path unusedLog = makePrivate(folder.resolve("wal"));
        this.commits = Commits.open(disk, folder, config, metrics, halt);
        disk.forceFolder(folder);
        this.journals = new ChronicleJournalStore(disk, topics, config, trash, commits::buffer);
    }

    /**
     * Opens a data folder, and makes it when it is not there.
     *
     * @param metrics of the write-ahead log
     * @param halt is called when the disk fails in a way that leaves it unknown what is on it
     * @throws DataFolderRefused when another broker has it open, or it was made for another format or number of shards
     * @throws IOException when it cannot be made, read or written
     */
    public static DataFolder open(Path folder, JournalConfig config, LogMetrics metrics, Halt halt) throws IOException {
        DataFolder opened = open(new SystemDisk(), folder, config, metrics, halt);
        ReadAhead.warnOf(folder);
        return opened;
    }

    /**
     * How many shards a data folder was made with; empty for one that is not there, and where it cannot be told, which
     * {@link #open} will refuse. Reads a file, and may be asked while another broker has the folder.
     */
    public static OptionalInt shards(Path folder) throws IOException {
        return FolderFormat.of(new SystemDisk(), folder)
                .map(format -> OptionalInt.of(format.shards()))
                .orElse(OptionalInt.empty());
    }

    static DataFolder open(Disk disk, Path folder, JournalConfig config, LogMetrics metrics, Halt halt)
            throws IOException {
        ChronicleSettings.apply();
        disk.createFolders(folder);
        FolderLock lock = FolderLock.take(folder);
        try {
            DataFolder opened = new DataFolder(disk, folder, lock, config, metrics, halt);
            opened.commits.start();
            return opened;
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

    /**
     * Brings back from the write-ahead log what a crash of the machine took from the topics' journals. To be called before
     * any of them is opened.
     *
     * @param isKnown whether a topic is in the catalogue; what the log has of others is let go
     */
    public RecoveredLog recover(LongPredicate isKnown) throws IOException {
        journals.seal();
        return commits.recover(journals::folderOf, isKnown);
    }

    /** The topics' journals. */
    public JournalStore journals() {
        return journals;
    }

    /** Opens a shard's state log, which belongs to the caller's thread from then on, and is to be closed by it. */
    public StateLog stateLog(int shard) {
        Path place = folder.resolve("state").resolve(Integer.toString(shard));
        boolean hasTopics = journals.topics().stream().anyMatch(topicNo -> topicNo % config.shards() == shard);
        return FileStateLog.open(disk, place, hasTopics, commits::wroteState);
    }

    /** Lets the next broker in. Journals, readers and state logs must be closed before. */
    @Override
    public void close() throws IOException {
        try {
            commits.close();
        } finally {
            trash.close();
            lock.close();
        }
    }

    /** Messages are nobody else's business; the data folder itself must stay open to the database's own user. */
    private Path makePrivate(Path folder) throws IOException {
        disk.createFolders(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
