package dev.carillon.catalog.server;

/** Why the catalogue cannot be opened: one line, for whoever operates the broker. */
public final class CatalogStartException extends Exception {
    private static final long serialVersionUID = 1;

    public CatalogStartException(String message) {
        super(message);
    }

    public CatalogStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
