package dev.carillon.config;

/** How the broker logs. */
public record LogConfig(Format format, String level) {
    /** The shape of a line. */
    public enum Format {
        /** Text on a terminal, JSON otherwise. */
        AUTO,
        TEXT,
        JSON
    }
}
