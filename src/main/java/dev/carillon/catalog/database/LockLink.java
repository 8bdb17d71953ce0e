package dev.carillon.catalog.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of its own that has the advisory lock or is to get it. It does nothing else but listen for changes of API
 * keys. The lock lasts as long as the connection, which has a pool of its own because closing that closes it for sure.
 * Belongs to the catalogue's context.
 */
final class LockLink {
    private static final Logger LOG = LoggerFactory.getLogger(LockLink.class);

    private final Database database;
    private final Pool pool;
    private final PgConnection connection;

    private LockLink(Database database, Pool pool, PgConnection connection) {
        this.database = database;
        this.pool = pool;
        this.connection = connection;
    }

    static Future<LockLink> open(Database database) {
        Pool pool = database.onlyOne();
        return pool.getConnection()
                .timeout(database.connectMillis(), TimeUnit.MILLISECONDS)
                .map(connection -> new LockLink(database, pool, PgConnection.cast(connection)))
                .onFailure(failure -> giveUp(database, pool));
    }

    /** Not waited for: a connection that is still being made is closed once it is, or once the server was silent too long. */
    private static void giveUp(Database database, Pool pool) {
        database.close(pool)
                .onFailure(failure -> LOG.atDebug().setCause(failure).log("closing a connection that was given up"));
    }

    /** Takes the lock if nobody has it, and listens. */
    Future<Boolean> take() {
        return database.bounded(connection
                .preparedQuery(CatalogSql.TRY_LOCK)
                .execute(Tuple.of(CatalogSql.LOCK_KEY))
                .map(rows -> rows.iterator().next().getBoolean(0))
                .compose(isOurs ->
                        connection.query(CatalogSql.LISTEN_API_KEYS).execute().map(isOurs)));
    }

    /** Who has the lock, as the server shows him. A connection of this very broker, lost without its noticing, is ended. */
    Future<Optional<String>> holder() {
        return database.bounded(connection
                .preparedQuery(CatalogSql.LOCK_HOLDER)
                .execute(Tuple.of(CatalogSql.LOCK_KEY))
                .compose(rows -> {
                    Optional<Row> row =
                            StreamSupport.stream(rows.spliterator(), false).findFirst();
                    Optional<String> text =
                            row.map(it -> it.getString("application_name") + " from " + it.getString("address"));
                    return row.filter(it -> database.name().equals(it.getString("application_name")))
                            .map(own -> terminate(own).map(text))
                            .orElseGet(() -> Future.succeededFuture(text));
                }));
    }

    /** Tells of what happens to it from now on; {@code onClosed} may be called on another context. */
    void watch(Runnable onApiKeysChanged, Runnable onClosed) {
        PgConnection unused = connection
                .notificationHandler(notification -> onApiKeysChanged.run())
                .exceptionHandler(failure -> LOG.atDebug()
                        .addKeyValue("error", failure.toString())
                        .log("the server says why it closes the connection"))
                .closeHandler(closed -> onClosed.run());
    }

    /** For statements that need the lock. */
    SqlClient client() {
        return connection;
    }

    Future<Void> ping() {
        return database.bounded(connection.query(CatalogSql.PING).execute().mapEmpty());
    }

    /** Gives the lock up with the connection. */
    Future<Void> close() {
        return database.close(pool);
    }

    private Future<?> terminate(Row holder) {
        return connection.preparedQuery(CatalogSql.TERMINATE).execute(Tuple.of(holder.getInteger("pid")));
    }
}
