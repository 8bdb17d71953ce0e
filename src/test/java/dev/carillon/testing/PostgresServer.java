package dev.carillon.testing;

import static org.awaitility.Awaitility.await;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.catalog.embedded.EmbeddedServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of its own that a test starts, stops and kills as an operator's may. Its port stays the same. The programs
 * and the files are those that the embedded server unpacks and makes, run by the test alone.
 */
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final String userInfo;
    private final int port;
    private Process process;

    private PostgresServer(Path folder, String userInfo, int port) {
        this.folder = folder;
        this.userInfo = userInfo;
        this.port = port;
    }

    /** Makes a server in a folder, and starts it. */
    public static PostgresServer make(Path folder) {
        try {
            EmbeddedServer maker = EmbeddedServer.start(folder).orElseThrow();
            String userInfo = URI.create(maker.url()).getUserInfo();
            maker.stop();
            PostgresServer made = new PostgresServer(folder.resolve("postgresql"), userInfo, freePort());
            made.start();
            return made;
        } catch (IOException | InterruptedException | EmbeddedServerException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public String url() {
        return "postgresql://" + userInfo + "@127.0.0.1:" + port + "/postgres";
    }

    /** Returns when it takes connections. What a killed one left behind may make it fail for a moment. */
    public void start() {
        await("a server that takes connections").atMost(PATIENCE).until(() -> {
            if (process == null || !process.isAlive()) {
                launch();
            }
            return isReachable();
        });
    }

    /** Ends it in order; whoever is connected is cut off. */
    public void stop() {
        signal("INT");
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        signal("KILL");
    }

    /** From now on it does nothing at all; its machine still takes connections and bytes for it. */
    public void hang() {
        signalAll("STOP");
    }

    /** Goes on as if nothing had been. */
    public void goOn() {
        signalAll("CONT");
    }

    @Override
    public void close() {
        stop();
    }

    private void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            if (send(name, Stream.of(process.toHandle())) != 0
                    || !process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The server and those that serve its connections, of which one may end at any moment. */
    private void signalAll(String name) {
        try {
            int unused = send(name, Stream.concat(Stream.of(process.toHandle()), process.descendants()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Gives 0 when each of them was there to get it. */
    private static int send(String name, Stream<ProcessHandle> to) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of("kill", "-" + name));
        to.forEach(each -> words.add(Long.toString(each.pid())));
        try {
            return new ProcessBuilder(words).start().waitFor();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    private void launch() throws IOException {
        List<String> words = new ArrayList<>(runAs(folder.resolve("data-17")));
        words.addAll(List.of(
                program("postgres").toString(),
                "-D",
                folder.resolve("data-17").toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "shared_buffers=16MB"));
        process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("test.log").toFile()))
                .start();
    }

    private Path program(String name) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(each -> each.resolve("bin").resolve(name))
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** PostgreSQL refuses to run as root: as whom it was made, it is run. */
    private static List<String> runAs(Path cluster) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        Object owner = Files.getAttribute(cluster, "unix:uid");
        return owner.equals(0)
                ? List.of("unshare", "--user", "--")
                : List.of("setpriv", "--reuid=" + owner, "--regid=" + owner, "--clear-groups", "--");
    }

    private boolean isReachable() {
        String[] user = userInfo.split(":", 2);
        try (Connection connection =
                DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", user[0], user[1])) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
