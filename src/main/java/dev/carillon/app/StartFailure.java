package dev.carillon.app;

/** Why the broker cannot start: one line, for whoever operates it. */
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    StartFailure(String message) {
        super(message);
    }

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
