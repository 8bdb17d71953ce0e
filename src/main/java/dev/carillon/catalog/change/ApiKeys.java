package dev.carillon.catalog.change;

import dev.carillon.catalog.change.WriteOutcome.Done;
import dev.carillon.catalog.change.WriteOutcome.Existed;
import dev.carillon.catalog.change.WriteOutcome.Missing;
import dev.carillon.catalog.change.WriteOutcome.Unavailable;
import dev.carillon.catalog.database.ApiKeyStatements;
import dev.carillon.catalog.database.Database;
import dev.carillon.catalog.database.DatabaseFailures;
import dev.carillon.catalog.database.Rows;
import dev.carillon.catalog.database.Statements;
import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.TimeSource;
import dev.carillon.model.TokenHash;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Makes and revokes the keys to the management API. Works beside a running broker too, which hears of every change from
 * the database. May be called anywhere.
 */
public final class ApiKeys {
    private final Database database;
    private final TimeSource time;
    private final Supplier<Future<Void>> afterChange;

    /** A new key with its token, which nobody can read again. */
    public record Created(ApiKey key, UUID token) {
        @Override
        public String toString() {
            return "Created[" + key + "]";
        }
    }

    /** @param afterChange shows the keys anew where this process has a view; a change is answered after it */
    public ApiKeys(Database database, TimeSource time, Supplier<Future<Void>> afterChange) {
        this.database = database;
        this.time = time;
        this.afterChange = afterChange;
    }

    /** Makes a key with a random token. {@code Existed}: there is one of that name. */
    public Future<WriteOutcome<ApiKeys.Created>> create(NewApiKey wanted) {
        UUID token = UUID.randomUUID();
        return add(token, wanted).map(outcome -> outcome.map(key -> new Created(key, token)));
    }

    /**
     * Makes a key with this token. {@code Existed}: there is one with this token, or else one of that name; nothing
     * changed.
     */
    public Future<WriteOutcome<ApiKey>> add(UUID token, NewApiKey wanted) {
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                wanted.name(),
                TokenHash.of(token.toString()),
                Rows.stored(time.now()),
                wanted.expiresAt().equals(Instant.MAX) ? Instant.MAX : Rows.stored(wanted.expiresAt()),
                wanted.projects());
        return inTransaction(statements -> statements
                .insert(key)
                .compose(isNew -> isNew
                        ? Future.succeededFuture(new Done<>(key))
                        : statements.all().map(keys -> new Existed<>(twin(keys, key)))));
    }

    /** All keys, expired ones too, oldest first. */
    public Future<WriteOutcome<List<ApiKey>>> list() {
        return orUnavailable(
                database.ask(statements -> statements.apiKeys().all()).map(Done::new));
    }

    /** Revokes the key with this id or, if there is none, of this name. {@code Missing}: there is neither. */
    public Future<WriteOutcome<ApiKey>> revoke(String idOrName) {
        return inTransaction(statements -> statements.all().compose(keys -> {
            Optional<ApiKey> key = find(keys, it -> it.id().toString().equals(idOrName))
                    .or(() -> find(keys, it -> it.name().equals(idOrName)));
            return key.isEmpty()
                    ? Future.succeededFuture(new Missing<>())
                    : statements.delete(key.get().id()).map(done -> new Done<>(key.get()));
        }));
    }

    private static ApiKey twin(List<ApiKey> keys, ApiKey key) {
        return find(keys, it -> it.tokenHash().equals(key.tokenHash()))
                .or(() -> find(keys, it -> it.name().equals(key.name())))
                .orElseThrow(Statements.OutOfDate::new);
    }

    private static Optional<ApiKey> find(List<ApiKey> keys, Predicate<ApiKey> isIt) {
        return keys.stream().filter(isIt).findFirst();
    }

    private Future<WriteOutcome<ApiKey>> inTransaction(Function<ApiKeyStatements, Future<WriteOutcome<ApiKey>>> work) {
        return orUnavailable(database.inTransaction(statements -> work.apply(statements.apiKeys()))
                .compose(outcome -> afterChange.get().map(outcome)));
    }

    private static <T> Future<WriteOutcome<T>> orUnavailable(Future<WriteOutcome<T>> attempt) {
        return attempt.recover(failure -> DatabaseFailures.reason(failure)
                .<Future<WriteOutcome<T>>>map(reason -> Future.succeededFuture(new Unavailable<>(reason)))
                .orElseGet(() -> Future.failedFuture(failure)));
    }
}
