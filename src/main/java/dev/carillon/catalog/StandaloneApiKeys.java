package dev.carillon.catalog;

import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.database.Database;
import dev.carillon.catalog.database.StartReasons;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.catalog.server.DatabaseServer;
import dev.carillon.catalog.server.DatabaseTimes;
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
    private final DatabaseServer server;
    private final Database database;
    private final ApiKeys apiKeys;

    private StandaloneApiKeys(Vertx vertx, DatabaseServer server, TimeSource time) {
        this.server = server;
        database = new Database(vertx, server.url(), 1, DatabaseTimes.USUAL);
        apiKeys = new ApiKeys(database, time, Future::succeededFuture);
    }

    /** Whether there is a database already; of one that runs elsewhere only its being asked tells. */
    public static boolean areThere(DatabaseConfig database, Path dataFolder) {
        return !database.isEmbedded() || DatabaseServer.isMade(dataFolder);
    }

    /** Fails with {@link CatalogStartException} when the database cannot be used. */
    public static Future<StandaloneApiKeys> open(
            Vertx vertx, DatabaseConfig database, Path dataFolder, TimeSource time) {
        return DatabaseServer.besideBroker(vertx, database, dataFolder)
                .compose(server -> server.check(DatabaseTimes.USUAL)
                        .compose(right -> server.migrate())
                        .map(done -> new StandaloneApiKeys(vertx, server, time))
                        .recover(failure -> server.stop().transform(done -> Future.failedFuture(failure))))
                .recover(failure -> Future.failedFuture(StartReasons.of(failure)));
    }

    public ApiKeys apiKeys() {
        return apiKeys;
    }

    public Future<Void> close() {
        return database.close().eventually(server::stop);
    }
}
