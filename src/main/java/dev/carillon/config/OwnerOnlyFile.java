package dev.carillon.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that only the broker's own user can read (0600), and that is there whole or not at all. */
public final class OwnerOnlyFile {
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0600 = PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private OwnerOnlyFile() {}

    /** Writes or replaces the file. It is on disk, under its name, when this returns. */
    public static void write(Path folder, String name, String text) throws IOException {
        write(folder, name, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The same with bytes, one part behind another. */
    public static void write(Path folder, String name, ByteBuffer... parts) throws IOException {
        Path draft = folder.resolve("." + name + ".draft");
        Files.deleteIfExists(draft);
        Set<StandardOpenOption> toWrite = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(draft, toWrite, MODE_0600)) {
            for (ByteBuffer part : parts) {
                while (part.hasRemaining()) {
                    int unused = channel.write(part);
                }
            }
            channel.force(true);
        }
        rename(folder, draft, folder.resolve(name));
    }

    /** Gives the file its name, for good: the folder's entry is forced to disk, too. */
    public static void rename(Path folder, Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }
}
