package dev.carillon.config;

/**
 * How the broker logs.
 *
 * @param deliveredPerSecond lines for attempts that delivered
 */
public record LogConfig(Format format, String level, int deliveredPerSecond) {
    static LogConfig read(Settings settings) {
        return new LogConfig(
                settings.choice("log.format", Format.AUTO),
                settings.choice("log.level", Level.INFO).name(),
                settings.number("log.delivered-per-second", 1_000, 0, 1_000_000));
    }

    private enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** The shape of a line. */
    public enum Format {
        /** Text on a terminal, JSON otherwise. */
        AUTO,
        TEXT,
        JSON
    }
}
