package dev.carillon.catalog.database;

import dev.carillon.catalog.embedded.EmbeddedServerException;
import dev.carillon.catalog.server.CatalogStartException;

/** Says why the catalogue cannot be opened in one line that never holds a password. */
public final class StartReasons {
    private StartReasons() {}

    /** Bugs stay what they are. */
    public static Throwable of(Throwable failure) {
        if (failure instanceof CatalogStartException) {
            return failure;
        }
        if (failure instanceof EmbeddedServerException) {
            return new CatalogStartException(String.valueOf(failure.getMessage()), failure);
        }
        return DatabaseFailures.isAway(failure)
                ? new CatalogStartException("the database cannot be used: " + failure.getMessage(), failure)
                : failure;
    }
}
