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
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections with the time limits of the catalogue. May be used anywhere; a failed future is explained by
 * {@link DatabaseFailures}.
 */
public final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /** PostgreSQL cuts longer names. */
    private static final int NAME_LENGTH = 63;

    private final Vertx vertx;
    private final DatabaseUrl url;
    private final String name;
    private final DatabaseTimes times;
    private final int poolSize;
    private volatile Pool pool;

    /** Connects when it is first asked for something. */
    public Database(Vertx vertx, DatabaseUrl url, int poolSize, DatabaseTimes times) {
        String wanted = BrokerName.ofThisProcess();
        this.times = times;
        this.poolSize = poolSize;
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
     * A pool of its own for one connection; closing the pool closes the connection for sure, and its locks with it. It has no
     * time limit for a connection: under Vert.x 5.0.10 whoever runs into that limit and then closes the pool waits for ever.
     */
    Pool onlyOne() {
        return pool("catalogue-link", 1, 0);
    }

    /** How long a connection may take. */
    int connectMillis() {
        return times.connectMillis();
    }

    /** For what needs no transaction, and takes as long as it takes: loading everything at the start. */
    public Statements statements() {
        return new Statements(pool);
    }

    /** One question, for which no transaction is needed. */
    public <T> Future<T> ask(Function<Statements, Future<T>> question) {
        return bounded(question.apply(statements()));
    }

    /** Commits what succeeds; of what fails nobody knows whether it was committed. */
    public <T> Future<T> inTransaction(Function<Statements, Future<T>> work) {
        return bounded(pool.withTransaction(connection -> work.apply(new Statements(connection))));
    }

    /**
     * Fails when the server says nothing for too long. That the connections to it are closed then is not enough: Vert.x 5.0.10
     * tells the server so and waits for its answer, with the statement and with the place in the pool.
     */
    <T> Future<T> bounded(Future<T> answer) {
        Pool asked = pool;
        return answer.timeout(times.silenceSeconds(), TimeUnit.SECONDS).onFailure(failure -> {
            if (!answer.isComplete()) {
                letGo(asked);
            }
        });
    }

    public Future<Void> close() {
        return close(pool);
    }

    /** Ends also when the server does not answer to it. */
    Future<Void> close(Pool closing) {
        return closing.close()
                .timeout(times.connectMillis(), TimeUnit.MILLISECONDS)
                .recover(failure ->
                        failure instanceof TimeoutException ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private synchronized void letGo(Pool silent) {
        if (silent.equals(pool)) {
            LOG.atWarn().log("the database says nothing; its connections are given up");
            pool = pool("catalogue", poolSize, times.connectMillis());
            close(silent).onFailure(failure -> LOG.atDebug().setCause(failure).log("closing silent connections"));
        }
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
