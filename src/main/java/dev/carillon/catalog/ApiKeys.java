package dev.carillon.catalog;

import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;

/**
 * Makes and revokes the keys to the management API. Works beside a running broker too, which hears of every change from
 * the database.
 */
public final class ApiKeys {
    /** A new key with its token, which nobody can read again. */
    public record Created(ApiKey key, UUID token) {
        @Override
        public String toString() {
            return "Created[" + key + "]";
        }
    }

    /** Makes a key with a random token. {@code Existed}: there is one of that name. */
    public Future<WriteOutcome<Created>> create(NewApiKey wanted) {
        return Future.failedFuture(new IllegalStateException(wanted.toString()));
    }

    /**
     * Makes a key with this token. {@code Existed}: there is one with this token, or else one of that name; nothing
     * changed.
     */
    public Future<WriteOutcome<ApiKey>> add(UUID token, NewApiKey wanted) {
        return Future.failedFuture(new IllegalStateException(token + wanted.toString()));
    }

    /** All keys, expired ones too, oldest first. */
    public Future<WriteOutcome<List<ApiKey>>> list() {
        return Future.failedFuture(new IllegalStateException("closed"));
    }

    /** Revokes the key with this id or, if there is none, of this name. {@code Missing}: there is neither. */
    public Future<WriteOutcome<ApiKey>> revoke(String idOrName) {
        return Future.failedFuture(new IllegalStateException(idOrName));
    }
}
