package dev.carillon.catalog;

/** Why the catalogue cannot be opened: one line, for whoever operates the broker. */
public final class CatalogStartException extends Exception {
    private static final long serialVersionUID = 1;

    CatalogStartException(String message) {
        super(message);
    }

    CatalogStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
