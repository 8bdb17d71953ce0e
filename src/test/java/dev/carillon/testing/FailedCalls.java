package dev.carillon.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Lets one system call of a running process end with EIO: strace attaches to all of its threads. Only calls on files of
 * one folder are meant, which strace cannot tell; so those that sockets share with files are narrowed down to one file.
 */
public final class FailedCalls implements AutoCloseable {
    private static final String INJECTED = "(INJECTED)";

    /** What is written without a position, but for sockets and logs. */
    private static final String WRITTEN = ".catalog.copy.draft";

    private final Process tracer;
    private final Path trace;

    private FailedCalls(Process tracer, Path trace) {
        this.tracer = tracer;
        this.trace = trace;
    }

    /**
     * Begins.
     *
     * @param time which of a thread's calls from now on fails, from 1; none before it does
     */
    public static FailedCalls of(long pid, Path folder, String call, int time) throws IOException {
        Path trace = Files.createTempFile("calls", ".strace");
        String inject = "inject=" + call + ":error=EIO:when=" + time;
        List<String> narrowed =
                call.equals("write") ? List.of("-P", folder.resolve(WRITTEN).toString()) : List.of();
        ProcessBuilder builder = new ProcessBuilder("strace", "-f", "-q", "-y", "-p", Long.toString(pid));
        builder.command().addAll(List.of("-o", trace.toString(), "-e", "trace=" + call, "-e", inject));
        builder.command().addAll(narrowed);
        return new FailedCalls(
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start(),
                trace);
    }

    /** Waits for a call to fail, but not for ever: whether one has. */
    public boolean await(Duration patience) {
        try {
            Awaitility.await().atMost(patience).until(() -> where().isPresent());
            return true;
        } catch (ConditionTimeoutException none) {
            return false;
        }
    }

    /** The first call that has failed. */
    public Optional<String> where() throws IOException {
        try (var lines = Files.lines(trace)) {
            return lines.filter(line -> line.contains(INJECTED)).findFirst();
        }
    }

    /** Lets go of the process, whose calls work from now on. */
    @Override
    public void close() {
        tracer.destroy();
        try {
            int unused = tracer.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
