package dev.carillon.catalog.database;

import dev.carillon.catalog.server.DatabaseTimes;
import dev.carillon.catalog.server.DatabaseUrl;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Connections with the time limits of the catalogue. May be used anywhere; a failed future is explained by
 * {@link DatabaseFailures}.
 */
public final class Database {
    /** PostgreSQL cuts longer names. */
    private static final int NAME_LENGTH = 63;

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final String name;
    private final DatabaseTimes times;
    private final Pool pool;

    /** Connects when it is first asked for something. */
    public Database(Vertx vertx, DatabaseUrl url, int poolSize, DatabaseTimes times) {
        String wanted = BrokerName.ofThisProcess();
        this.times = times;
        this.vertx = vertx;
        this.url = url;
        name = wanted.length() > NAME_LENGTH ? wanted.substring(0, NAME_LENGTH) : wanted;
        pool = pool("catalogue", poolSize, times.connectMillis());
    }

    /** By which the server shows its connections. */
    String name() {
        return name;
    }

    Pool pool() {
        return pool;
    }

    /**
     * A pool of its own for one connection; closing the pool closes the connection for sure, and its locks with it. It does
     * not give a connection up by itself: who is told so by Vert.x 5.0.10, and closes the pool for it, waits for ever.
     */
    Pool onlyOne() {
        return pool("catalogue-link", 1, 0);
    }

    /** How long a connection may take. */
    int connectMillis() {
        return times.connectMillis();
    }

    /** For what needs no transaction. */
    public Statements statements() {
        return new Statements(pool);
    }

    /** Commits what succeeds; of what fails nobody knows whether it was committed. */
    public <T> Future<T> inTransaction(Function<Statements, Future<T>> work) {
        return pool.withTransaction(connection -> work.apply(new Statements(connection)));
    }

    public Future<Void> close() {
        return pool.close();
    }

    /**
     * @param poolName of its meters
     * @param patienceMillis for a connection to be free or made; 0 for any
     */
    private Pool pool(String poolName, int size, int patienceMillis) {
        PgConnectOptions options = ConnectOptions.of(url);
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
                        .setConnectionTimeout(patienceMillis)
                        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
                .build();
    }
}
