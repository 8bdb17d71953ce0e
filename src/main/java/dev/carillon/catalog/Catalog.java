package dev.carillon.catalog;

import dev.carillon.metrics.HealthCheck;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;

/** The catalogue of one broker, open from its start to its stop. */
public final class Catalog {
    /**
     * Starts the embedded server if it is to be used, brings the schema up to date, makes sure that no other broker has
     * the database, and loads everything. Fails with {@link CatalogStartException} when any of it is impossible.
     *
     * @param announce is told of every project that changed, after the view shows the change and before the caller of
     *     the change is answered; called on the catalogue's own context
     */
    public static Future<Catalog> open(
            Vertx vertx, CatalogOptions options, TimeSource time, Consumer<ProjectScope> announce) {
        return Future.failedFuture(new CatalogStartException(vertx + "" + options + time + announce));
    }

    public CatalogView view() {
        return new CatalogView();
    }

    public CatalogWriter writer() {
        return new CatalogWriter();
    }

    public ApiKeys apiKeys() {
        return new ApiKeys();
    }

    /** Degraded while the database is away; down when another broker has taken it. */
    public HealthCheck health() {
        return new HealthCheck("database", () -> HealthCheck.State.DOWN);
    }

    /** Lets the changes that are under way end, then stops the embedded server if there is one. */
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
