package dev.carillon.catalog.database;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;

/**
 * Keeps a broker that lost the database to another from changing anything, even if it has not noticed yet: whoever takes
 * the database over raises the epoch, and every transaction asks for the epoch that its broker knows. Belongs to the
 * catalogue's context.
 */
final class Fence {
    /** Another broker raised the epoch. */
    static final class TakenOver extends RuntimeException {
        private static final long serialVersionUID = 1;

        TakenOver() {
            super("another broker has taken the database over", null, false, false);
        }
    }

    private long epoch = -1;

    /** To be called with the lock held. */
    Future<Void> raise(SqlClient client) {
        return client.query(CatalogSql.RAISE_EPOCH)
                .execute()
                .onSuccess(rows -> epoch = rows.iterator().next().getLong("epoch"))
                .mapEmpty();
    }

    /** The epoch by which this broker has, or last had, the database. */
    long epoch() {
        return epoch;
    }

    /** Whether nobody else had the database since {@link #raise}. */
    Future<Boolean> isUntouched(SqlClient client) {
        return client.query(CatalogSql.INSTANCE)
                .execute()
                .map(rows -> rows.iterator().next().getLong("epoch") == epoch);
    }

    /** To be the first statement of a transaction; fails with {@link TakenOver}. */
    Future<Void> hold(SqlClient client) {
        return client.preparedQuery(CatalogSql.HOLD_EPOCH)
                .execute(Tuple.of(epoch))
                .compose(rows -> rows.size() == 1 ? Future.succeededFuture() : Future.failedFuture(new TakenOver()));
    }
}
