package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a broker that was killed leaves behind: a server that still runs, or the file that says so. */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger(Leftover.class);

    private Leftover() {}

    /** Call with the folder's lock held, when no server can be anybody's. */
    static void clear(ServerFolder folder, Binaries binaries, RunAs user)
            throws IOException, InterruptedException, EmbeddedServerException {
        Path pidFile = Postmaster.pidFile(folder);
        Optional<Long> pid = Postmaster.pidIn(pidFile);
        if (pid.isEmpty() || ProcessHandle.of(pid.get()).isEmpty()) {
            // A file without its process is PostgreSQL's own affair: it also checks for children that outlived it.
            return;
        }
        if (!isServerOf(pid.get(), folder)) {
            // The number was given anew, as it always is in a container. PostgreSQL cannot tell and would not start.
            Files.deleteIfExists(pidFile);
            return;
        }
        LOG.atWarn().addKeyValue("pid", pid.get()).log("stopping the database server that a killed broker left");
        stop(folder, binaries, user);
    }

    private static void stop(ServerFolder folder, Binaries binaries, RunAs user)
            throws IOException, InterruptedException, EmbeddedServerException {
        for (String mode : List.of("fast", "immediate")) {
            if (Postmaster.stop(folder, binaries, user, mode)) {
                return;
            }
        }
        throw new EmbeddedServerException("the database server that a killed broker left cannot be stopped: process "
                + Postmaster.pidIn(Postmaster.pidFile(folder))
                        .map(String::valueOf)
                        .orElse("unknown"));
    }

    /**
     * By its working folder, since a data folder may be named by another path, or moved, while its server runs; or by the
     * path that it was told, where the system keeps the folder from us.
     */
    private static boolean isServerOf(long pid, ServerFolder folder) {
        Path process = Path.of("/proc", Long.toString(pid));
        Path cluster = folder.cluster().toAbsolutePath();
        try {
            String commandLine = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            return commandLine.contains("postgres")
                    && (isSame(process.resolve("cwd"), cluster)
                            || List.of(commandLine.split("\0", -1)).contains(cluster.toString()));
        } catch (IOException ended) {
            return false;
        }
    }

    private static boolean isSame(Path path, Path cluster) {
        try {
            return Files.isSameFile(path, cluster);
        } catch (IOException notToBeSeen) {
            return false;
        }
    }
}
