package dev.carillon.catalog.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The server's programs: packed in the jar, unpacked once into the folder. */
final class Binaries {
    private static final String PREFIX = "server-";
    private static final int EXECUTABLE_BITS = 0111;

    private final Path folder;

    private Binaries(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** So that the next start unpacks them anew. */
    void delete() throws IOException {
        ServerFolder.deleteTree(folder);
    }

    static Binaries unpacked(Path parent) throws IOException, EmbeddedServerException {
        URL archive = archive();
        Path folder = parent.resolve(PREFIX + fingerprint(archive));
        if (!Files.isDirectory(folder)) {
            deleteOthers(parent);
            Path draft = parent.resolve(PREFIX + "new");
            unpack(archive, draft);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Binaries(folder);
    }

    private static URL archive() throws EmbeddedServerException {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String name = "/postgres-" + system + "-"
                + switch (machine) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> machine;
                }
                + ".txz";
        URL archive = Binaries.class.getResource(name);
        if (archive == null) {
            throw new EmbeddedServerException("this build has no PostgreSQL for " + system + " on " + machine
                    + "; set database.url to use a server of your own");
        }
        return archive;
    }

    /** Another release of the broker may bring another server: the jar knows the archive's checksum. */
    private static String fingerprint(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        connection.setUseCaches(false);
        if (connection instanceof JarURLConnection jar) {
            try (JarFile file = jar.getJarFile()) {
                return Long.toHexString(file.getJarEntry(jar.getEntryName()).getCrc());
            }
        }
        return Long.toHexString(connection.getContentLengthLong());
    }

    private static void deleteOthers(Path parent) throws IOException {
        List<Path> others;
        try (Stream<Path> files = Files.list(parent)) {
            others = files.filter(Files::isDirectory)
                    .filter(file -> file.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path other : others) {
            ServerFolder.deleteTree(other);
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        try (InputStream packed = archive.openStream();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                // Static libraries are for compiling against the server.
                if (!entry.getName().endsWith(".a")) {
                    write(tar, entry, target);
                }
                entry = tar.getNextEntry();
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path target) throws IOException {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
            throw new IOException("the archive points out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(target.resolve(entry.getName()).resolveSibling("."));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & EXECUTABLE_BITS) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
