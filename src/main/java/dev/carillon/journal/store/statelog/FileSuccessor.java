package dev.carillon.journal.store.statelog;

import dev.carillon.journal.store.StateEntry;
import dev.carillon.journal.store.StateLog;
import dev.carillon.journal.store.disk.Disk;
import dev.carillon.journal.store.disk.DiskFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The file that is to take a {@link FileStateLog}'s place. A write that fails is told of when it is forced, since whoever
 * appends to the log has no part in it.
 */
final class FileSuccessor implements StateLog.Successor {
    private final FileStateLog log;
    private final Path path;
    private final DiskFile file;
    private final StateFrame frame = new StateFrame();
    private long end;
    private long forcedEnd;
    private @Nullable IOException failure;

    private FileSuccessor(FileStateLog log, Path path, DiskFile file) {
        this.log = log;
        this.path = path;
        this.file = file;
    }

    /** Makes it, in place of one that was given up. */
    static FileSuccessor open(FileStateLog log, Disk disk, Path path) throws IOException {
        DiskFile file = disk.openToWrite(path);
        try {
            file.truncate(0);
            return new FileSuccessor(log, path, file);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    DiskFile file() {
        return file;
    }

    long lengthBytes() {
        return end;
    }

    @Override
    public void add(StateEntry fact) {
        if (failure != null) {
            return;
        }
        try {
            if (frame.isFull()) {
                writeFrame();
            }
            frame.add(fact);
        } catch (IOException failed) {
            failure = failed;
        }
    }

    @Override
    public long unforcedBytes() {
        return end - forcedEnd + frame.entriesBytes();
    }

    @Override
    public void force() {
        try {
            if (failure != null) {
                throw failure;
            }
            writeFrame();
            file.force();
            forcedEnd = end;
        } catch (IOException failed) {
            failure = failed;
            throw new UncheckedIOException("the state log cannot be rewritten: " + path, failed);
        }
    }

    @Override
    public void replace() {
        force();
        log.takeOver(this);
    }

    @Override
    public void abandon() {
        log.drop(this);
    }

    private void writeFrame() throws IOException {
        if (!frame.isEmpty()) {
            end += frame.writeTo(file, end);
            frame.clear();
        }
    }
}
