package dev.carillon.app.first;

import dev.carillon.app.step.StartFailure;
import dev.carillon.catalog.key.EncryptionKey;
import dev.carillon.config.BrokerConfig;
import dev.carillon.config.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The key that encrypts the credentials' secrets in the database: the configured one, or one in a file of the data folder
 * (0600) that the first start makes.
 */
public final class EncryptionKeyFile {
    static final String FILE_NAME = "encryption.key";

    private EncryptionKeyFile() {}

    public static EncryptionKey of(BrokerConfig config) throws StartFailure, IOException {
        String configured = config.database().encryptionKey();
        if (!configured.isEmpty()) {
            return read(configured, "database.encryption-key");
        }
        Path file = config.dataFolder().resolve(FILE_NAME);
        if (!Files.exists(file) && Files.exists(config.dataFolder().resolve("DATABASE"))) {
            throw new StartFailure(file + " is missing, and what was encrypted with it cannot be read without it:"
                    + " put it back, or set database.encryption-key");
        }
        if (!Files.exists(file)) {
            OwnerOnlyFile.write(
                    config.dataFolder(), FILE_NAME, EncryptionKey.random().toBase64() + "\n");
        }
        return read(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    }

    private static EncryptionKey read(String text, String source) throws StartFailure {
        return EncryptionKey.fromBase64(text)
                .orElseThrow(() -> new StartFailure(source + " does not hold 32 bytes in Base64"));
    }
}
