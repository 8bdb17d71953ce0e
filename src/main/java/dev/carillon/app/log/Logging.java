package dev.carillon.app.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import dev.carillon.config.LogConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * Sets up logging: lines go to standard error, since standard output is for what commands answer, by way of a
 * {@link LogQueue}, since a thread of the broker must not wait for a reader. Safe on every thread.
 */
public final class Logging {
    /** What clients sent may be among it: whatever would end a line, or move the terminal's cursor, becomes a space. */
    private static final String TEXT_LINE = "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z', UTC} %-5level %logger{0} -"
            + " %replace(%msg %kvp){'[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]', ' '}%n";

    private static final String QUEUE = "queue";

    private Logging() {}

    /** Takes over a configuration, the first or another. */
    public static void apply(LogConfig config) {
        LoggerContext context = context();
        context.reset();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder(context, config.format()));
        console.start();
        LogQueue queue = new LogQueue();
        queue.setContext(context);
        queue.setName(QUEUE);
        queue.addAppender(console);
        queue.start();
        Logger root = root();
        root.addAppender(queue);
        Level level = Level.toLevel(config.level());
        root.setLevel(ofLibraries(level));
        context.getLogger("dev.carillon").setLevel(level);
        if (level.isGreaterOrEqual(Level.INFO)) {
            // It takes what others send for errors of ours, with their words; what came of it is logged or answered.
            context.getLogger("io.vertx.core.net.impl.ConnectionBase").setLevel(Level.OFF);
        }
    }

    /** Lines that were discarded since {@link #apply}, because nobody read those before them. */
    public static long discardedLines() {
        return root().getAppender(QUEUE) instanceof LogQueue queue ? queue.discarded() : 0;
    }

    /** Writes what still waits, within a moment, and ends logging. To be called before the process ends. */
    public static void end() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static Logger root() {
        return context().getLogger(Logger.ROOT_LOGGER_NAME);
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context, LogConfig.Format format) {
        Encoder<ILoggingEvent> encoder = isText(format) ? text() : new JsonLines();
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    static PatternLayoutEncoder text() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(TEXT_LINE);
        return encoder;
    }

    private static boolean isText(LogConfig.Format format) {
        return switch (format) {
            case TEXT -> true;
            case JSON -> false;
            case AUTO -> isTerminal();
        };
    }

    /** {@code System.console()} asks about standard input and output, and on JDK 22 and later it is always there. */
    private static boolean isTerminal() {
        try {
            String standardError =
                    Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return standardError.startsWith("/dev/pts/") || standardError.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return System.getenv("TERM") != null;
        }
    }

    /** What libraries say is of interest one level later than what the broker says. */
    private static Level ofLibraries(Level level) {
        if (level.equals(Level.ERROR)) {
            return Level.ERROR;
        }
        return level.isGreaterOrEqual(Level.INFO) ? Level.WARN : Level.INFO;
    }
}
