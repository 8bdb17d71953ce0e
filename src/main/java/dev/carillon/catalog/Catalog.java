package dev.carillon.catalog;

import dev.carillon.catalog.change.ApiKeys;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.database.StartReasons;
import dev.carillon.catalog.server.CatalogStartException;
import dev.carillon.catalog.server.DatabaseServer;
import dev.carillon.catalog.server.DatabaseTimes;
import dev.carillon.catalog.server.DatabaseUrl;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.catalog.view.Contexts;
import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.TimeSource;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetSocketAddress;
import java.util.UUID;

/** The catalogue of one broker, open from its start to its stop. May be used anywhere. */
public final class Catalog {
    private final CatalogParts parts;
    private final Entrance entrance;

    private Catalog(CatalogParts parts) {
        this.parts = parts;
        entrance = new Entrance(parts);
    }

    /**
     * Starts the embedded server if it is to be used, brings the schema up to date, makes sure that no other broker has
     * the database, and loads everything. Fails with {@link CatalogStartException} when any of it is impossible.
     *
     * <p>With an external database that nobody answers for, it opens all the same when the data folder holds a copy
     * ({@link #keepCopy}): the view {@linkplain CatalogView#isCopy() shows that}, changes are refused, and it goes on
     * trying until the database is there and the view shows what it has.
     */
    public static Future<Catalog> open(Vertx vertx, CatalogOptions options, TimeSource time, CatalogListener listener) {
        return open(vertx, options, DatabaseTimes.USUAL, time, listener);
    }

    /** The same for tests, which wait for less long. */
    static Future<Catalog> open(
            Vertx vertx, CatalogOptions options, DatabaseTimes times, TimeSource time, CatalogListener listener) {
        Context context = vertx.getOrCreateContext();
        return Contexts.call(
                context,
                () -> DatabaseServer.forBroker(vertx, options.database(), options.dataFolder())
                        .map(server -> new CatalogParts(context, server, options, times, time, listener))
                        .compose(Catalog::start)
                        .recover(failure -> Future.failedFuture(StartReasons.of(failure))));
    }

    private static Future<Catalog> start(CatalogParts parts) {
        Catalog catalog = new Catalog(parts);
        return catalog.entrance
                .start()
                .map(catalog)
                .recover(failure -> parts.release().transform(done -> Future.failedFuture(failure)));
    }

    /** May be read anywhere, at any time. */
    public CatalogView view() {
        return parts.view();
    }

    public CatalogWriter writer() {
        return parts.writer();
    }

    public ApiKeys apiKeys() {
        return parts.apiKeys();
    }

    /** Tells this database from every other; never changes. */
    public UUID identity() {
        return entrance.identity();
    }

    /** Where the database listens, unresolved. */
    public InetSocketAddress databaseAddress() {
        DatabaseUrl url = parts.server().url();
        return InetSocketAddress.createUnresolved(url.host(), url.port());
    }

    /** Degraded while the database is away; down when another broker has taken it. */
    public HealthCheck health() {
        return new HealthCheck("database", parts.ownership()::health);
    }

    /**
     * Keeps a copy of an external database's catalogue in the data folder from now on; an embedded one needs none. To be
     * called once the folder is known to belong to this database. Completes when the copy is there.
     */
    public Future<Void> keepCopy() {
        return Contexts.call(parts.context(), entrance::keepCopy);
    }

    /** Lets the changes that are under way end, then stops the embedded server if there is one. */
    public Future<Void> close() {
        return Contexts.call(parts.context(), () -> {
            entrance.stop();
            return parts.close();
        });
    }

    /** Deletes what expired, now; for tests, whose time stands still. */
    Future<Void> sweepNow() {
        return parts.sweep().sweep();
    }
}
