package dev.carillon.testing;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The lines that are logged while this is open, at the levels that are on. */
public final class LogLines implements AutoCloseable {
    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private LogLines(org.slf4j.Logger logger) {
        this.logger = (Logger) logger;
        lines.start();
        this.logger.addAppender(lines);
    }

    public static LogLines of(Class<?> type) {
        return new LogLines(LoggerFactory.getLogger(type));
    }

    public static LogLines ofAll() {
        return new LogLines(LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME));
    }

    public List<ILoggingEvent> list() {
        return List.copyOf(lines.list);
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
