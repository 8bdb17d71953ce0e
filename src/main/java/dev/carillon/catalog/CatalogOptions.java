package dev.carillon.catalog;

import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.config.DatabaseConfig;
import dev.carillon.config.LimitsConfig;
import java.nio.file.Path;

/**
 * What the catalogue needs to open.
 *
 * @param dataFolder holds the embedded server and its files, or the copy of an external database
 * @param encryptionKey of the credentials' secrets; must be the same as long as the database is
 */
public record CatalogOptions(
        DatabaseConfig database, LimitsConfig limits, Path dataFolder, EncryptionKey encryptionKey) {}
