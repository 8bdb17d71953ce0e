package dev.carillon.catalog.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A running server. */
final class Postmaster {
    private static final int POLL_MILLIS = 20;
    private static final int POLLS = 3_000;
    private static final int STOP_SECONDS = 20;
    private static final int LOG_BYTES = 4 << 20;
    private static final int LINES_SHOWN = 3;

    /** Line 8 of postmaster.pid is the status: "PM_STATUS_READY" in PostgreSQL's miscadmin.h and pidfile.h. */
    private static final int STATUS_LINE = 7;

    private final Process process;

    private Postmaster(Process process) {
        this.process = process;
    }

    Process process() {
        return process;
    }

    /** Starts a server and waits until it takes connections. */
    static Postmaster start(ServerFolder folder, Binaries binaries, RunAs user, int port)
            throws IOException, InterruptedException, EmbeddedServerException {
        turnLog(folder.log());
        String earlier = contents(pidFile(folder));
        List<String> words = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // In a session of its own: Ctrl-C at the broker's terminal must not stop its database before itself.
            words.add("/usr/bin/setsid");
        }
        words.addAll(user.command(binaries.program("postgres"), arguments(folder, port)));
        Process process = Command.builder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.log().toFile()))
                .start();
        Postmaster started = new Postmaster(process);
        boolean isReady = false;
        try {
            process.getOutputStream().close();
            started.awaitReady(folder, earlier);
            isReady = true;
            return started;
        } finally {
            if (!isReady) {
                // Nobody would know of it, and none could be started beside it.
                process.destroyForcibly();
            }
        }
    }

    private void awaitReady(ServerFolder folder, String earlier)
            throws IOException, InterruptedException, EmbeddedServerException {
        for (int poll = 0; poll < POLLS; poll++) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new EmbeddedServerException("the embedded database server ended: " + lastLines(folder.log()));
            }
            if (isReady(contents(pidFile(folder)), earlier, process.pid())) {
                return;
            }
        }
        throw new EmbeddedServerException("the embedded database server does not get ready: see " + folder.log());
    }

    /** Ends a server in this mode of {@code pg_ctl}. Returns whether it ended. */
    static boolean stop(ServerFolder folder, Binaries binaries, RunAs user, String mode)
            throws IOException, InterruptedException {
        List<String> arguments = List.of(
                "stop", "--pgdata=" + folder.cluster().toAbsolutePath(), "--mode=" + mode, "--timeout=" + STOP_SECONDS);
        return Command.run(user.command(binaries.program("pg_ctl"), arguments)).code() == 0;
    }

    static Path pidFile(ServerFolder folder) {
        return folder.cluster().resolve("postmaster.pid");
    }

    /** The process that the file names; empty when there is no such file, or it is not written yet. */
    static Optional<Long> pidIn(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return first.matches("\\d{1,18}") ? Optional.of(Long.valueOf(first)) : Optional.empty();
    }

    /**
     * Whether a pid file says that the server with this number takes connections.
     *
     * @param earlier what the file said before that server was started. In a container each start may well have the numbers
     *     of the one before, and what that left behind says "ready" until it is overwritten; the new one has another time.
     */
    static boolean isReady(String pidFile, String earlier, long pid) {
        List<String> lines = pidFile.lines().toList();
        return !pidFile.equals(earlier)
                && lines.size() > STATUS_LINE
                && lines.get(0).strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private static String contents(Path pidFile) throws IOException {
        return Files.exists(pidFile) ? Files.readString(pidFile) : "";
    }

    /** Little memory, one broker's connections, loopback only; {@code fsync} stays on, as it is by default. */
    private static List<String> arguments(ServerFolder folder, int port) {
        List<String> arguments = new ArrayList<>(
                List.of("-D", folder.cluster().toAbsolutePath().toString(), "-p", Integer.toString(port)));
        for (String setting : List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=16MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "min_wal_size=32MB",
                "max_wal_size=128MB",
                "log_min_messages=warning",
                "log_checkpoints=off",
                "jit=off")) {
            arguments.add("-c");
            arguments.add(setting);
        }
        return arguments;
    }

    private static void turnLog(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String lastLines(Path log) throws IOException {
        List<String> lines =
                Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
