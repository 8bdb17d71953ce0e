package dev.carillon.catalog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections with the time limits of the catalogue. */
final class Database {
    /** PostgreSQL cuts longer names. */
    private static final int NAME_LENGTH = 63;

    /**
     * Classes of SQLSTATE that say that the server cannot do now what is right in itself: connection lost, read-only,
     * role refused, database not there, rolled back for another, full, busy, stopping, broken (PostgreSQL, appendix A).
     */
    private static final List<String> AWAY = List.of("08", "25", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX");

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final String name;
    private final DatabaseTimes times;
    private final Pool pool;

    /** @param name by which the server shows its connections */
    Database(Vertx vertx, DatabaseUrl url, int poolSize, String name, DatabaseTimes times) {
        this.times = times;
        this.vertx = vertx;
        this.url = url;
        this.name = name.length() > NAME_LENGTH ? name.substring(0, NAME_LENGTH) : name;
        pool = pool("catalogue", poolSize);
    }

    String name() {
        return name;
    }

    /** For statements that need no transaction. */
    Pool pool() {
        return pool;
    }

    /** A pool of its own for one connection; closing the pool closes the connection for sure, and its locks with it. */
    Pool onlyOne() {
        return pool("catalogue-link", 1);
    }

    <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> statements) {
        return pool.withTransaction(statements);
    }

    Future<Void> close() {
        return pool.close();
    }

    /** Whether the failure says that the database cannot be used now; any other is a bug. */
    static boolean isAway(Throwable failure) {
        if (failure instanceof DatabaseException refusal) {
            String state = refusal.getSqlState();
            return state == null || AWAY.stream().anyMatch(state::startsWith);
        }
        return failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException;
    }

    /**
     * Whether the failure says that nobody answered, or that the server starts or stops: it is away, and may come back as
     * it was. A server that refuses for any other reason is there.
     */
    static boolean isUnreachable(Throwable failure) {
        if (failure instanceof SQLException refusal) {
            return isGone(refusal.getSQLState());
        }
        if (failure instanceof DatabaseException refusal) {
            return isGone(refusal.getSqlState());
        }
        Throwable cause = failure.getCause();
        return failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || (cause != null && isUnreachable(cause));
    }

    private static boolean isGone(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    /** One line for the caller's client. */
    static String reason(Throwable failure) {
        return failure instanceof Fence.TakenOver || failure instanceof Statements.OutOfDate
                ? String.valueOf(failure.getMessage())
                : "the database is away";
    }

    /** @param poolName of its meters */
    private Pool pool(String poolName, int size) {
        PgConnectOptions options = url.connectOptions();
        options.setCachePreparedStatements(true)
                .addProperty("application_name", name)
                .addProperty("search_path", DatabaseUrl.SCHEMA)
                .addProperty("statement_timeout", Integer.toString(times.statementMillis()));
        return PgBuilder.pool()
                .using(vertx)
                .connectingTo(options)
                .with(new NetClientOptions()
                        .setConnectTimeout(times.connectMillis())
                        .setReadIdleTimeout(times.silenceSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS))
                .with(new PoolOptions()
                        .setName(poolName)
                        .setMaxSize(size)
                        .setIdleTimeout(times.idleSeconds())
                        .setIdleTimeoutUnit(TimeUnit.SECONDS)
                        .setConnectionTimeout(times.connectMillis())
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .build();
    }
}
