package dev.carillon.catalog.database;

import dev.carillon.catalog.key.ApiKey;
import dev.carillon.model.ProjectId;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements about API keys, one method each, within what {@link Statements} are made in. */
public final class ApiKeyStatements {
    private final SqlClient client;

    ApiKeyStatements(SqlClient client) {
        this.client = client;
    }

    /** All keys, expired ones too, oldest first. */
    public Future<List<ApiKey>> all() {
        // Prepared, so that times come in binary: in text the client reads no year after 9999, and one such key
        // would be the end of reading all.
        return client.preparedQuery(CatalogSql.API_KEYS)
                .execute()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Rows::apiKey)
                        .toList());
    }

    /** Returns false when the token or the name is taken. */
    public Future<Boolean> insert(ApiKey key) {
        UUID[] projects = key.projects().stream().map(ProjectId::value).toArray(UUID[]::new);
        Tuple row = Tuple.tuple()
                .addUUID(key.id())
                .addString(key.name())
                .addString(key.tokenHash())
                .addOffsetDateTime(Rows.column(key.createdAt()))
                .addOffsetDateTime(key.expiresAt().equals(Instant.MAX) ? null : Rows.column(key.expiresAt()))
                .addArrayOfUUID(projects);
        return client.preparedQuery(CatalogSql.INSERT_API_KEY).execute(row).map(rows -> rows.rowCount() == 1);
    }

    public Future<Void> delete(UUID id) {
        return client.preparedQuery(CatalogSql.DELETE_API_KEY)
                .execute(Tuple.of(id))
                .mapEmpty();
    }
}
