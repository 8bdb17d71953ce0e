package dev.carillon.journal.store.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code LOCK}: locked as long as a broker uses its folder, and holding that broker's process id. The system
 * gives the lock back however the process ends; the number is only for people, and gone after a clean stop.
 */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve("LOCK");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (!isTaken(channel)) {
                throw new DataFolderRefused(folder + " is in use by another broker" + holder(file));
            }
            write(channel, ProcessHandle.current().pid() + "\n");
            return new FolderLock(channel);
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            closing.truncate(0);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException thisProcess) {
            return false;
        }
    }

    private static String holder(Path file) throws IOException {
        String pid = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).trim();
        return pid.isEmpty() ? "" : ", process " + pid;
    }

    private static void write(FileChannel channel, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        channel.truncate(0);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
