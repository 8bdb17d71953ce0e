package dev.carillon.catalog.database;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What the failures of connections and statements say about the database. */
public final class DatabaseFailures {
    /**
     * Classes of SQLSTATE that say that the server cannot do now what is right in itself: connection lost, read-only,
     * role refused, database not there, rolled back for another, full, busy, stopping, broken (PostgreSQL, appendix A).
     */
    private static final List<String> AWAY = List.of("08", "25", "28", "3D", "40", "53", "55", "57", "58", "F0", "XX");

    private DatabaseFailures() {}

    /** Why the database did not do what it was asked, in one line for the caller's client; empty when the failure is a bug. */
    public static Optional<String> reason(Throwable failure) {
        if (failure instanceof Fence.TakenOver || failure instanceof Statements.OutOfDate) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
        return isAway(failure) ? Optional.of("the database is away") : Optional.empty();
    }

    /**
     * Whether the failure says that nobody answered, or that the server starts or stops: it is away, and may come back as
     * it was. A server that refuses for any other reason is there.
     */
    public static boolean isUnreachable(Throwable failure) {
        if (failure instanceof SQLException refusal) {
            return isGone(refusal.getSQLState());
        }
        if (failure instanceof DatabaseException refusal) {
            return isGone(refusal.getSqlState());
        }
        Throwable cause = failure.getCause();
        return isOfTheConnection(failure) || (cause != null && isUnreachable(cause));
    }

    /** Whether the failure says that the database cannot be used now; any other is a bug. */
    static boolean isAway(Throwable failure) {
        if (failure instanceof DatabaseException refusal) {
            String state = refusal.getSqlState();
            return state == null || AWAY.stream().anyMatch(state::startsWith);
        }
        return isOfTheConnection(failure);
    }

    private static boolean isGone(@Nullable String state) {
        return state != null && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static boolean isOfTheConnection(Throwable failure) {
        return failure instanceof VertxException
                || failure instanceof IOException
                || failure instanceof TimeoutException;
    }
}
