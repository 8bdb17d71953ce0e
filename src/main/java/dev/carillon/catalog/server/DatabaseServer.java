package dev.carillon.catalog.server;

import dev.carillon.catalog.embedded.EmbeddedServer;
import dev.carillon.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * The database of a configuration: external, or embedded and ours to stop, or embedded in a broker that runs. May be used
 * anywhere: what blocks is left to worker threads.
 */
public final class DatabaseServer {
    /** How often to look again when another process has the embedded server only for a moment. */
    private static final int ATTEMPTS = 20;

    private static final long PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final Optional<EmbeddedServer> own;

    private DatabaseServer(Vertx vertx, DatabaseUrl url, Optional<EmbeddedServer> own) {
        this.vertx = vertx;
        this.url = url;
        this.own = own;
    }

    /** Refuses a data folder whose server is a running broker's. */
    public static Future<DatabaseServer> forBroker(Vertx vertx, DatabaseConfig config, Path dataFolder) {
        return config.isEmbedded()
                ? start(vertx, dataFolder, ATTEMPTS)
                        .compose(started -> started.isOurs()
                                ? Future.succeededFuture(started)
                                : Future.failedFuture(new CatalogStartException(
                                        "the data folder " + dataFolder + " is in use by another broker")))
                : external(vertx, config);
    }

    /** Uses the server of a running broker, or else starts it. */
    public static Future<DatabaseServer> besideBroker(Vertx vertx, DatabaseConfig config, Path dataFolder) {
        return config.isEmbedded() ? start(vertx, dataFolder, ATTEMPTS) : external(vertx, config);
    }

    /** Whether a data folder has an embedded database. */
    public static boolean isMade(Path dataFolder) {
        return EmbeddedServer.isMade(dataFolder);
    }

    public DatabaseUrl url() {
        return url;
    }

    /** Whether it runs elsewhere, and may be away while the broker is not. */
    public boolean isExternal() {
        return own.isEmpty();
    }

    /** Fails when the server is too old or cannot be reached. */
    public Future<Void> check(DatabaseTimes times) {
        return blocking(vertx, () -> {
                    Migrations.check(url, times);
                    return true;
                })
                .mapEmpty();
    }

    public Future<Void> migrate() {
        return blocking(vertx, () -> {
                    Migrations.run(url);
                    return true;
                })
                .mapEmpty();
    }

    /** Lets {@link #besideBroker} find it. */
    public Future<Void> publish() {
        return blocking(vertx, () -> {
                    if (own.isPresent()) {
                        own.get().publishUrl();
                    }
                    return true;
                })
                .mapEmpty();
    }

    /** Stops the server if it is ours. */
    public Future<Void> stop() {
        return blocking(vertx, () -> {
                    if (own.isPresent()) {
                        own.get().stop();
                    }
                    return true;
                })
                .mapEmpty();
    }

    private boolean isOurs() {
        return own.isPresent();
    }

    private static Future<DatabaseServer> external(Vertx vertx, DatabaseConfig config) {
        return blocking(vertx, () -> new DatabaseServer(vertx, DatabaseUrl.parse(config.url()), Optional.empty()));
    }

    private static Future<DatabaseServer> start(Vertx vertx, Path dataFolder, int attempts) {
        return blocking(vertx, () -> startOrFind(vertx, dataFolder)).compose(server -> {
            if (server.isPresent()) {
                return Future.succeededFuture(server.get());
            }
            return attempts > 1
                    ? vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .compose(again -> start(vertx, dataFolder, attempts - 1))
                    : Future.failedFuture(
                            new CatalogStartException("another process has the database of " + dataFolder));
        });
    }

    /** Empty when another process has the server, but is no broker that lets others in, or not yet. */
    private static Optional<DatabaseServer> startOrFind(Vertx vertx, Path dataFolder) throws Exception {
        Optional<EmbeddedServer> started = EmbeddedServer.start(dataFolder);
        Optional<String> text =
                started.isPresent() ? Optional.of(started.get().url()) : EmbeddedServer.publishedUrl(dataFolder);
        return text.isPresent()
                ? Optional.of(new DatabaseServer(vertx, DatabaseUrl.parse(text.get()), started))
                : Optional.empty();
    }

    private static <T> Future<T> blocking(Vertx vertx, Callable<T> task) {
        return vertx.executeBlocking(task, false);
    }
}
