package dev.carillon.catalog.embedded;

import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the embedded server keeps its files. */
record ServerFolder(Path dataFolder) {
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0700 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String URL_FILE = "postgresql.url";

    Path path() {
        return dataFolder.resolve("postgresql");
    }

    Path lock() {
        return path().resolve("lock");
    }

    Path password() {
        return path().resolve("password");
    }

    Path log() {
        return path().resolve("server.log");
    }

    /** Named after the major version, since no other can read it. */
    Path cluster() {
        return path().resolve("data-17");
    }

    void create() throws IOException {
        Files.createDirectories(dataFolder);
        if (!Files.isDirectory(path())) {
            Files.createDirectory(path(), MODE_0700);
        }
    }

    /** The URL of the server of a running broker; it may be a leftover of one that was killed. */
    Optional<String> publishedUrl() throws IOException {
        Path file = dataFolder.resolve(URL_FILE);
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    void publish(String url) throws IOException {
        OwnerOnlyFile.write(dataFolder, URL_FILE, url + "\n");
    }

    void withdrawUrl() throws IOException {
        Files.deleteIfExists(dataFolder.resolve(URL_FILE));
    }

    static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
