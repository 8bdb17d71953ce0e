package dev.carillon.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker as a process of its own, to be killed. Its ports stay the same over restarts. It has a database of its own on
 * the server of {@code CARILLON_TEST_DATABASE_URL}, or else the embedded one.
 */
public final class BrokerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);
    private static final int MOST_LAST_WORDS = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path dataFolder;
    private final Map<String, String> settings = new HashMap<>();
    private final Start start;
    private final Optional<ExternalDatabase> database;
    private final Path out;
    private final Path err;
    private Process process;
    private boolean isMeantToRun;

    /**
     * How its process is started.
     *
     * @param wrapper the program that runs it, such as a tracer
     * @param archive where the JVM is to write an archive of its classes
     */
    private record Start(List<String> wrapper, Optional<Path> archive) {}

    private BrokerProcess(Start start, Path dataFolder, Map<String, String> settings) throws IOException {
        this.start = start;
        this.dataFolder = dataFolder;
        this.settings.put("CARILLON_DATA", dataFolder.toString());
        // However small the machine is: what is done for more than one is to be seen at work.
        this.settings.put("CARILLON_JOURNAL_SHARDS", "2");
        for (String port : List.of("CARILLON_MANAGEMENT_PORT", "CARILLON_SNS_PORT", "CARILLON_OPS_PORT")) {
            this.settings.put(port, Integer.toString(FreePort.any()));
        }
        TestTransport.ifNamed().ifPresent(name -> this.settings.put("CARILLON_TRANSPORT", name));
        database = ExternalDatabase.ifNamed();
        database.ifPresent(external -> this.settings.putAll(external.settings()));
        this.settings.putAll(settings);
        if (!this.settings.containsKey("CARILLON_DATABASE_URL")) {
            MadeDatabase.putInto(dataFolder);
        }
        out = Files.createTempFile("broker", ".out");
        err = Files.createTempFile("broker", ".err");
        database.ifPresent(external -> external.makeKeys(this, dataFolder, url("CARILLON_MANAGEMENT_PORT")));
    }

    /** Starts {@code serve} and waits until it is ready. */
    public static BrokerProcess start(Path dataFolder, Map<String, String> settings) {
        BrokerProcess broker = launch(dataFolder, settings);
        try {
            broker.awaitReady();
            return broker;
        } catch (RuntimeException | AssertionError notReady) {
            broker.kill();
            broker.close();
            throw notReady;
        }
    }

    /** Starts {@code serve} and waits for nothing. */
    public static BrokerProcess launch(Path dataFolder, Map<String, String> settings) {
        return launchUnder(List.of(), dataFolder, settings);
    }

    /** Starts another program that runs {@code serve}, such as a tracer, and waits for nothing. */
    public static BrokerProcess launchUnder(List<String> wrapper, Path dataFolder, Map<String, String> settings) {
        return launch(new Start(wrapper, Optional.empty()), dataFolder, settings);
    }

    /** Starts {@code serve}, whose classes the JVM writes to an archive when it ends. */
    static BrokerProcess launchFor(Path archive, Path dataFolder, Map<String, String> settings) {
        return launch(new Start(List.of(), Optional.of(archive)), dataFolder, settings);
    }

    private static BrokerProcess launch(Start start, Path dataFolder, Map<String, String> settings) {
        try {
            BrokerProcess broker = new BrokerProcess(start, dataFolder, settings);
            broker.launch();
            return broker;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Starts it again, with the same settings, after its process has ended, and waits until it is ready. */
    public void restart() {
        relaunch();
        awaitReady();
    }

    /** Starts it again, with the same settings, after its process has ended, and waits for nothing. */
    public void relaunch() {
        try {
            launch();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets it run for a while, or until it ends by itself: a moment at which a test kills it without looking. */
    public void runFor(Duration time) {
        try {
            boolean unused = process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Waits until the broker is ready, or fails with what it wrote when it ends instead. */
    public void awaitReady() {
        BrokerClient probe = client("");
        await("a broker that is ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the broker ended with " + process.exitValue() + ": " + lastWords());
                    }
                    return probe.isReady();
                });
    }

    /** A client with the key of the first start. */
    public BrokerClient client() {
        return client(QuickstartFile.in(dataFolder).token());
    }

    public BrokerClient client(String token) {
        return new BrokerClient(
                url("CARILLON_MANAGEMENT_PORT"), url("CARILLON_SNS_PORT"), url("CARILLON_OPS_PORT"), token, "fr-par");
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        isMeantToRun = false;
        process.destroyForcibly();
        int unused = awaitExit();
    }

    /** Ends it by SIGTERM and gives its exit code. */
    public int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** Waits for its end, but not long; whether it has ended. */
    public boolean hasEndedWithin(Duration time) {
        isMeantToRun = false;
        runFor(time);
        return !process.isAlive();
    }

    public int awaitExit() {
        isMeantToRun = false;
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the broker did not end: " + lastWords());
            }
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Runs another command of the same broker, with the same settings, to its end. */
    public CommandResult run(String... arguments) {
        return CommandResult.of(builder(BrokerCommand.of(arguments)));
    }

    public long pid() {
        return process.pid();
    }

    /** Everything that all its processes wrote so far. */
    public String standardOutput() {
        return text(out);
    }

    public String standardError() {
        return text(err);
    }

    /** A broker that ended by itself says why, whatever failed because of it. */
    @Override
    public void close() {
        if (process.isAlive()) {
            int unused = terminate();
        } else if (isMeantToRun) {
            LOG.warn("a broker ended by itself with {}: {}", process.exitValue(), standardError());
        }
        database.ifPresent(ExternalDatabase::close);
    }

    private void launch() throws IOException {
        List<String> command = new ArrayList<>(start.wrapper());
        command.addAll(start.archive()
                .map(archive -> BrokerCommand.archiving(archive, "serve"))
                .orElseGet(() -> BrokerCommand.of("serve")));
        process = builder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                .start();
        isMeantToRun = true;
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("CARILLON_"));
        builder.environment().putAll(settings);
        return builder;
    }

    private URI url(String port) {
        return URI.create("http://127.0.0.1:" + settings.get(port));
    }

    /** The end of standard error: after a thousand rounds all of it is more than a failure can hold. */
    private String lastWords() {
        try (RandomAccessFile file = new RandomAccessFile(err.toFile(), "r")) {
            byte[] words = new byte[(int) Math.min(file.length(), MOST_LAST_WORDS)];
            file.seek(file.length() - words.length);
            file.readFully(words);
            return new String(words, StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
