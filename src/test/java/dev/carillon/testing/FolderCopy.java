package dev.carillon.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder as it is at a moment, with holes where its files have nothing but zeros. */
public final class FolderCopy {
    private static final int PAGE = 4_096;

    private FolderCopy() {}

    /** Copies everything; gives the copy. */
    public static Path of(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> paths = Files.list(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(path.getFileName());
                if (Files.isDirectory(path)) {
                    Path unused = of(path, target);
                } else {
                    copy(path, target);
                }
            }
        }
        return to;
    }

    /** All files in a folder and those below it, in the order of their names. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void delete(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        byte[] bytes = Files.readAllBytes(from);
        byte[] zeros = new byte[PAGE];
        try (FileChannel channel = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int page = 0; page < bytes.length; page += PAGE) {
                int end = Math.min(bytes.length, page + PAGE);
                if (end == bytes.length || !Arrays.equals(bytes, page, end, zeros, 0, end - page)) {
                    int unused = channel.write(ByteBuffer.wrap(bytes, page, end - page), page);
                }
            }
        }
    }
}
