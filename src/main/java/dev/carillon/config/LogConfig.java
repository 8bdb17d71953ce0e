package dev.carillon.config;

/** How the broker logs. */
public record LogConfig(Format format, String level) {
    static LogConfig read(Settings settings) {
        return new LogConfig(
                settings.choice("log.format", Format.AUTO),
                settings.choice("log.level", Level.INFO).name());
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
