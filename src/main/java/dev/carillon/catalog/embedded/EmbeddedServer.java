package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of a data folder, as a child of this process. It is bound to loopback, asks for a random password
 * and keeps its port for as long as it is open, even when it dies and is started again.
 *
 * <p>All methods block, none may be called on an event loop. A thread of its own owns the child.
 */
public final class EmbeddedServer {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final int ATTEMPTS = 5;
    private static final int PAUSE_MILLIS = 500;
    private static final int STOP_SECONDS = 30;

    private final ServerFolder folder;
    private final FolderLock lock;
    private final ScheduledExecutorService owner =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "postgresql"));

    private @Nullable Installation installation;
    private @Nullable Postmaster running;
    private int port;

    /** What it takes to start the server. */
    private record Installation(Binaries binaries, RunAs user, String password) {}

    private EmbeddedServer(ServerFolder folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Starts the folder's server; on the first start makes it. What a killed process left running is stopped.
     *
     * @return empty when another process runs it: {@link #publishedUrl} may say where
     */
    public static Optional<EmbeddedServer> start(Path dataFolder) throws EmbeddedServerException, InterruptedException {
        ServerFolder folder = new ServerFolder(dataFolder.toAbsolutePath());
        try {
            folder.create();
            Optional<FolderLock> lock = FolderLock.tryLock(folder.lock());
            if (lock.isEmpty()) {
                return Optional.empty();
            }
            folder.withdrawUrl();
            EmbeddedServer server = new EmbeddedServer(folder, lock.get());
            server.startOrClose();
            return Optional.of(server);
        } catch (IOException failure) {
            throw new EmbeddedServerException("the embedded database server cannot be started: " + failure, failure);
        }
    }

    /** Whether the folder has a database, of which nothing is made here. */
    public static boolean isMade(Path dataFolder) {
        return Files.exists(new ServerFolder(dataFolder.toAbsolutePath()).cluster());
    }

    /** How to connect to the server that another process, a broker, runs in this folder. */
    public static Optional<String> publishedUrl(Path dataFolder) throws EmbeddedServerException {
        try {
            return new ServerFolder(dataFolder.toAbsolutePath()).publishedUrl();
        } catch (IOException failure) {
            throw new EmbeddedServerException("the embedded database's URL cannot be read: " + failure, failure);
        }
    }

    /** {@code postgresql://user:password@127.0.0.1:port/database}; the user may do everything. */
    public String url() throws InterruptedException, EmbeddedServerException {
        return onOwner(0, () -> {
            Installation ready = installed();
            return "postgresql://" + Cluster.ROLE + ":" + ready.password() + "@127.0.0.1:" + port + "/postgres";
        });
    }

    /** Lets other processes of the same user connect, until this one stops it. */
    public void publishUrl() throws InterruptedException, EmbeddedServerException {
        String url = url();
        boolean unused = onOwner(0, () -> {
            folder.publish(url);
            return true;
        });
    }

    /** Disconnects everybody and stops the server in order. */
    public void stop() throws InterruptedException, EmbeddedServerException {
        try {
            boolean unused = onOwner(0, this::end);
        } finally {
            owner.shutdownNow();
        }
    }

    private void startOrClose() throws InterruptedException, EmbeddedServerException, IOException {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    boolean unused = onOwner(attempt == 1 ? 0 : PAUSE_MILLIS, this::startOnFreePort);
                    return;
                } catch (EmbeddedServerException failure) {
                    if (attempt == ATTEMPTS) {
                        throw failure;
                    }
                }
            }
        } catch (InterruptedException | EmbeddedServerException failure) {
            if (installation != null) {
                // A power cut may have damaged what was unpacked shortly before.
                installation.binaries().delete();
            }
            owner.shutdownNow();
            lock.close();
            throw failure;
        }
    }

    private boolean startOnFreePort() throws IOException, InterruptedException, EmbeddedServerException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        if (installation == null) {
            installation = install();
            Leftover.clear(folder, installation.binaries(), installation.user());
        }
        watch(Postmaster.start(folder, installation.binaries(), installation.user(), port));
        return true;
    }

    private Installation install() throws IOException, InterruptedException, EmbeddedServerException {
        RunAs user = RunAs.choose(folder);
        Binaries binaries = Binaries.unpacked(folder.path());
        user.own(folder.path());
        user.own(binaries.folder());
        if (!user.canRun(binaries.program("postgres"))) {
            binaries.delete();
            throw new EmbeddedServerException("the embedded PostgreSQL cannot be run from " + folder.path()
                    + " by a user other than root; run the broker as a plain user, or set database.url");
        }
        return new Installation(binaries, user, Cluster.prepare(folder, binaries, user));
    }

    private Installation installed() {
        return Objects.requireNonNull(installation, "it is open only when it was started");
    }

    private void watch(Postmaster started) {
        running = started;
        var unused = started.process().onExit().thenRun(() -> later(0, () -> onExit(started)));
    }

    /** On the owner's thread. */
    private void onExit(Postmaster ended) {
        if (running == ended) {
            running = null;
            LOG.atError()
                    .addKeyValue("code", ended.process().exitValue())
                    .log("the embedded database server ended by itself; starting it again");
            startAgain();
        }
    }

    private void startAgain() {
        Installation known = installed();
        try {
            watch(Postmaster.start(folder, known.binaries(), known.user(), port));
            LOG.atInfo().log("the embedded database server runs again");
        } catch (IOException | EmbeddedServerException failure) {
            LOG.atError().addKeyValue("error", failure.getMessage()).log("could not start the embedded server again");
            later(PAUSE_MILLIS, this::startAgain);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean end() throws IOException, InterruptedException {
        Postmaster last = running;
        running = null;
        try {
            folder.withdrawUrl();
            Installation known = installed();
            if (last != null && !Postmaster.stop(folder, known.binaries(), known.user(), "fast")) {
                boolean unused = Postmaster.stop(folder, known.binaries(), known.user(), "immediate");
            }
            if (last != null && !last.process().waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                last.process().destroyForcibly();
            }
        } finally {
            lock.close();
        }
        return true;
    }

    private void later(int millis, Runnable task) {
        if (!owner.isShutdown()) {
            var unused = owner.schedule(task, millis, TimeUnit.MILLISECONDS);
        }
    }

    private <T> T onOwner(int millis, Callable<T> task) throws InterruptedException, EmbeddedServerException {
        try {
            return owner.schedule(task, millis, TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof EmbeddedServerException reason) {
                throw reason;
            }
            throw new EmbeddedServerException("the embedded database server: " + failure.getCause(), failure);
        }
    }
}
