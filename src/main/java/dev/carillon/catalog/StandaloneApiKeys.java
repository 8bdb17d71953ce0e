package dev.carillon.catalog;

import dev.carillon.config.DatabaseConfig;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/**
 * The API keys for a process that is no broker, such as the command line. With the embedded database it uses the server
 * of a running broker, or else starts the server until it is closed.
 */
public final class StandaloneApiKeys {
    /** Fails with {@link CatalogStartException} when the database cannot be used. */
    public static Future<StandaloneApiKeys> open(
            Vertx vertx, DatabaseConfig database, Path dataFolder, TimeSource time) {
        return Future.failedFuture(new CatalogStartException(vertx + "" + database + dataFolder + time));
    }

    public ApiKeys apiKeys() {
        return new ApiKeys();
    }

    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
