package dev.carillon.catalog.database;

import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.server.CatalogStartException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.UUID;

/** Makes sure that the broker has the key with which the database's secrets were encrypted. */
public final class InstanceKey {
    private InstanceKey() {}

    /** The first broker of a database leaves there what the later ones check theirs by. Gives the database's identity. */
    public static Future<UUID> check(Database database, SecretBox secrets) {
        SqlClient client = database.pool();
        return client.query(CatalogSql.INSTANCE).execute().compose(rows -> {
            Row row = rows.iterator().next();
            UUID identity = row.getUUID("id");
            if (row.getBuffer("key_check") == null) {
                return leaveCheck(client, secrets).map(identity);
            }
            return secrets.canOpenCheck(row.getBuffer("key_check").getBytes())
                    ? Future.succeededFuture(identity)
                    : Future.failedFuture(new CatalogStartException(
                            "the encryption key is not the one that the database's secrets were encrypted with (theirs is "
                                    + row.getString("key_id") + ", ours " + secrets.keyId()
                                    + "): restore encryption.key in the data folder, or database.encryption-key"));
        });
    }

    private static Future<Void> leaveCheck(SqlClient client, SecretBox secrets) {
        Tuple check = Tuple.of(secrets.keyId(), Buffer.buffer(secrets.sealCheck()));
        return client.preparedQuery(CatalogSql.SET_KEY).execute(check).mapEmpty();
    }
}
