package dev.carillon.catalog.copy;

import dev.carillon.catalog.database.StartReasons;
import dev.carillon.catalog.key.SecretBox;
import dev.carillon.catalog.server.CatalogStartException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a broker does whose external database cannot be reached at its start: it looks for the copy. */
public final class CopyStart {
    private CopyStart() {}

    /** Fails with the reason why the database cannot be used, and why the copy cannot stand in for it. */
    public static Future<CatalogCopy> find(Vertx vertx, Path dataFolder, SecretBox secrets, Throwable away) {
        return vertx.executeBlocking(() -> find(dataFolder, secrets, StartReasons.of(away)), false);
    }

    private static CatalogCopy find(Path dataFolder, SecretBox secrets, Throwable away) throws CatalogStartException {
        try {
            Optional<FieldReader> fields = CopyFile.read(dataFolder);
            if (fields.isPresent()) {
                return CopyDecoder.decode(fields.get(), secrets);
            }
        } catch (CopyDamaged | IOException unusable) {
            throw new CatalogStartException(
                    away.getMessage() + "; the copy of the catalogue cannot be used either: " + unusable.getMessage(),
                    away);
        }
        throw new CatalogStartException(
                away.getMessage() + "; the data folder has no copy of the catalogue to start from", away);
    }
}
