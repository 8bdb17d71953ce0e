package dev.carillon.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A state log in one file: {@link StateFrame} after {@link StateFrame}. What is behind the last whole frame is cut off
 * at the replay: only a crash in the middle of a write can have left it there.
 */
final class FileStateLog implements StateLog {
    private final Disk disk;
    private final Path folder;
    private final Path file;
    private final Consumer<Path> written;
    private final StateFrame frame = new StateFrame();
    private DiskFile open;
    private long end;
    private long endAtRewrite;
    private boolean isReplayed;
    private boolean isClosed;

    private FileStateLog(Disk disk, Path folder, Path file, DiskFile open, Consumer<Path> written) {
        this.disk = disk;
        this.folder = folder;
        this.file = file;
        this.open = open;
        this.written = written;
    }

    /**
     * Opens the log of a folder, and makes an empty one where there is none.
     *
     * @param written is told of a file that is to be forced to the disk soon
     */
    static FileStateLog open(Disk disk, Path folder, Consumer<Path> written) {
        try {
            disk.createFolders(folder);
            Path file = folder.resolve("deliveries.slog");
            disk.delete(successor(file));
            return new FileStateLog(disk, folder, file, disk.openToWrite(file), written);
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
            Optional<StateFrame.Read> read = StateFrame.read(open, end);
            while (read.isPresent()) {
                read.get().entries().forEach(consumer);
                end += read.get().lengthBytes();
                read = StateFrame.read(open, end);
            }
            open.truncate(end);
            isReplayed = true;
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be read: " + file, failure);
        }
    }

    @Override
    public void append(StateEntry entry) {
        requireReplayed();
        if (frame.isFull()) {
            flush();
        }
        frame.add(entry);
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
    public long sizeBytes() {
        return end - endAtRewrite;
    }

    @Override
    public void rewrite(Iterable<StateEntry> facts) {
        requireReplayed();
        Path successor = successor(file);
        try {
            DiskFile written = disk.openToWrite(successor);
            try {
                written.truncate(0);
                long length = writeAll(facts, written);
                written.force();
                disk.rename(successor, file);
                replaceBy(written, length);
            } catch (IOException | RuntimeException failure) {
                written.close();
                throw failure;
            }
            disk.forceFolder(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be rewritten: " + file, failure);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
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

    private static long writeAll(Iterable<StateEntry> facts, DiskFile to) throws IOException {
        StateFrame filling = new StateFrame();
        long length = 0;
        for (StateEntry fact : facts) {
            if (filling.isFull()) {
                length += filling.writeTo(to, length);
                filling.clear();
            }
            filling.add(fact);
        }
        return filling.isEmpty() ? length : length + filling.writeTo(to, length);
    }

    /** What was waiting in the frame is part of the facts. */
    private void replaceBy(DiskFile written, long length) throws IOException {
        DiskFile before = open;
        open = written;
        end = length;
        endAtRewrite = length;
        frame.clear();
        before.close();
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
