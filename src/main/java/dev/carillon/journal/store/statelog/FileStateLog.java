package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state log in one file: {@link StateFrame} after {@link StateFrame}. What is behind the last whole frame is cut off
 * at the replay: only a crash in the middle of a write can have left it there. What is not whole before it was damaged.
 */
public final class FileStateLog implements StateLog {
    private static final Logger LOG = LoggerFactory.getLogger(FileStateLog.class);

    private final Disk disk;
    private final Path folder;
    private final Path file;
    private final OptionalLong lastRunMillis;
    private final Consumer<Path> written;
    private final StateFrame frame = new StateFrame();
    private DiskFile open;
    private @Nullable FileSuccessor successor;
    private long end;
    private long endAtRewrite;
    private boolean isReplayed;
    private final boolean isExpected;
    private boolean isClosed;
    private boolean isDamaged;

    /** Where it is, and when it was written to before it was opened. */
    private record Place(Path folder, Path file, OptionalLong lastRunMillis) {}

    private FileStateLog(Disk disk, Place place, DiskFile open, boolean isExpected, Consumer<Path> written) {
        this.disk = disk;
        this.isExpected = isExpected;
        this.folder = place.folder();
        this.file = place.file();
        this.lastRunMillis = place.lastRunMillis();
        this.open = open;
        this.written = written;
    }

    /**
     * Opens the log of a folder, and makes an empty one, for good, where there is none.
     *
     * @param isExpected whether there must have been one with something in it
     * @param written is told of a file that is to be forced to the disk soon
     */
    public static FileStateLog open(Disk disk, Path folder, boolean isExpected, Consumer<Path> written) {
        try {
            disk.createFolders(folder);
            Path file = folder.resolve("deliveries.slog");
            disk.delete(successor(file));
            boolean isNew = !disk.exists(file);
            OptionalLong lastRun = isNew ? OptionalLong.empty() : OptionalLong.of(disk.writtenMillis(file));
            DiskFile opened = disk.openToWrite(file);
            if (isNew) {
                disk.forceFolder(folder);
                disk.forceFolder(folder.resolve("..").normalize());
            }
            return new FileStateLog(disk, new Place(folder, file, lastRun), opened, isExpected, written);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be opened: " + folder, failure);
        }
    }

    @Override
    public void replay(Consumer<StateEntry> consumer) {
        if (isReplayed) {
            throw new IllegalStateException("the state log was replayed before");
        }
        try {
            StateFrames frames = new StateFrames(open);
            Optional<List<StateEntry>> entries = frames.next();
            while (entries.isPresent()) {
                entries.get().forEach(consumer);
                entries = frames.next();
            }
            end = frames.end();
            takeNote(frames);
            if (frames.lostBytes() > 0) {
                heal(frames);
            }
            open.truncate(end);
            isReplayed = true;
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be read: " + file, failure);
        }
    }

    @Override
    public OptionalLong lastRunMillis() {
        return lastRunMillis;
    }

    private void takeNote(StateFrames frames) throws IOException {
        if (frames.lostBytes() > 0 || !frames.isTornEnd()) {
            isDamaged = true;
            LOG.atError()
                    .addKeyValue("file", file)
                    .addKeyValue("bytes", frames.lostBytes() + open.sizeBytes() - end)
                    .log("the state log is damaged: what its lost part says was settled may be delivered again");
        } else if (end == 0 && isExpected) {
            isDamaged = true;
            LOG.atError()
                    .addKeyValue("file", file)
                    .log("the state log is empty, though there are topics: what was settled may be delivered again");
        } else if (open.sizeBytes() > end) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("bytes", open.sizeBytes() - end)
                    .log("the state log ends in the middle of a write; that is cut off");
        }
    }

    /** What is whole is copied, so that damage is found once, and what is appended stands behind no other. */
    private void heal(StateFrames frames) throws IOException {
        DiskFile copy = disk.openToWrite(successor(file));
        copy.truncate(0);
        end = frames.copyTo(copy);
        copy.force();
        disk.rename(successor(file), file);
        open.close();
        open = copy;
        disk.forceFolder(folder);
    }

    @Override
    public boolean isDamaged() {
        return isDamaged;
    }

    @Override
    public void append(StateEntry entry) {
        requireReplayed();
        if (frame.isFull()) {
            flush();
        }
        frame.add(entry);
        if (successor != null) {
            successor.add(entry);
        }
    }

    /** A frame that could not be written is kept, and its place too, so that the next flush writes over the torn one. */
    @Override
    public void flush() {
        try {
            writeFrame(open);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be written: " + file, failure);
        }
    }

    @Override
    public long grownBytes() {
        return end - endAtRewrite;
    }

    @Override
    public Successor succeed() {
        requireReplayed();
        if (successor != null) {
            drop(successor);
        }
        try {
            successor = FileSuccessor.open(this, disk, successor(file));
            return successor;
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be rewritten: " + file, failure);
        }
    }

    /** What waits in the frame is in the successor too. */
    void takeOver(FileSuccessor written) {
        try {
            disk.rename(successor(file), file);
            DiskFile before = open;
            open = written.file();
            end = written.lengthBytes();
            endAtRewrite = end;
            frame.clear();
            successor = null;
            before.close();
            disk.forceFolder(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be rewritten: " + file, failure);
        }
    }

    void drop(FileSuccessor given) {
        if (successor != given) {
            return;
        }
        successor = null;
        try {
            given.file().close();
            disk.delete(successor(file));
        } catch (IOException failure) {
            throw new UncheckedIOException("what was to replace the state log cannot be deleted: " + file, failure);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        if (successor != null) {
            drop(successor);
        }
        try (DiskFile closing = open) {
            writeFrame(closing);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be closed: " + file, failure);
        }
    }

    private void writeFrame(DiskFile to) throws IOException {
        if (!frame.isEmpty()) {
            end += frame.writeTo(to, end);
            frame.clear();
            written.accept(file);
        }
    }

    private void requireReplayed() {
        if (!isReplayed) {
            throw new IllegalStateException("the state log must be replayed before it is written");
        }
    }

    private static Path successor(Path file) {
        return file.resolveSibling(file.getFileName() + ".new");
    }
}
