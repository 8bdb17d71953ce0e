package dev.carillon.catalog.embedded;

/** Why the embedded server cannot be used: one line, for whoever operates the broker. */
public final class EmbeddedServerException extends Exception {
    private static final long serialVersionUID = 1;

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
