package dev.carillon.journal.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A state log in one file: {@link StateFrame} after {@link StateFrame}. What is behind the last whole frame is cut off
 * at the replay: only a crash in the middle of a write can have left it there.
 */
final class FileStateLog implements StateLog {
    private final Path folder;
    private final Path file;
    private final StateFrame frame = new StateFrame();
    private FileChannel channel;
    private long end;
    private long endAtRewrite;
    private boolean isReplayed;

    private FileStateLog(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /** Opens the log of a folder, and makes an empty one where there is none. */
    static FileStateLog open(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(successor(folder.resolve("deliveries.slog")));
            Path file = folder.resolve("deliveries.slog");
            return new FileStateLog(
                    folder,
                    file,
                    FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
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
            Optional<StateFrame.Read> read = StateFrame.read(channel, end);
            while (read.isPresent()) {
                read.get().entries().forEach(consumer);
                end += read.get().lengthBytes();
                read = StateFrame.read(channel, end);
            }
            channel.truncate(end);
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
        if (frame.isEmpty()) {
            return;
        }
        try {
            end += frame.writeTo(channel, end);
            frame.clear();
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
            FileChannel written = FileChannel.open(
                    successor,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            try {
                long length = writeAll(facts, written);
                written.force(true);
                Files.move(successor, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                replaceBy(written, length);
            } catch (IOException | RuntimeException failure) {
                written.close();
                throw failure;
            }
            Folders.force(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be rewritten: " + file, failure);
        }
    }

    @Override
    public void close() {
        try (FileChannel closing = channel) {
            if (closing.isOpen()) {
                flush();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the state log cannot be closed: " + file, failure);
        }
    }

    private static long writeAll(Iterable<StateEntry> facts, FileChannel to) throws IOException {
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
    private void replaceBy(FileChannel written, long length) throws IOException {
        FileChannel before = channel;
        channel = written;
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
