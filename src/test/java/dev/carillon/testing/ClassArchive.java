package dev.carillon.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * The classes that a broker loads until it is ready, in the form that the JVM maps. It spares a start a third of its CPU,
 * and changes nothing of what the broker does. It lies beside the jar whose it is.
 */
final class ClassArchive {
    /** A run that starts fewer is sooner done without. */
    private static final int WORTH_IT = 3;

    private static int starts;

    /** The broker that makes it may run a command before, such as one that makes a key. */
    private static boolean isBeingMade;

    private ClassArchive() {}

    /** The JVM's arguments for the next broker that is started from a jar. */
    static synchronized List<String> flags(Path jar) {
        Path archive = jar.resolveSibling("carillon.jsa");
        try {
            boolean isThere = Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
            if (isBeingMade || (!isThere && ++starts < WORTH_IT)) {
                return List.of();
            }
            if (!isThere) {
                make(archive);
            }
            return List.of("-XX:SharedArchiveFile=" + archive);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The JVM writes it at the end of a broker that did nothing but start. */
    private static void make(Path archive) throws IOException {
        isBeingMade = true;
        Path folder = Files.createTempDirectory("carillon-class-archive");
        Path draft = folder.resolve("classes");
        try (BrokerProcess broker = BrokerProcess.launchFor(draft, folder.resolve("data"), Map.of())) {
            broker.awaitReady();
        } finally {
            isBeingMade = false;
        }
        Path unused = Files.move(draft, archive, StandardCopyOption.REPLACE_EXISTING);
        FolderCopy.delete(folder);
    }
}
