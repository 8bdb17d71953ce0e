package dev.carillon.config;

import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Where the catalogue is kept.
 *
 * @param url {@code postgresql://user:password@host:port/database}; empty means the embedded server in the data folder
 * @param encryptionKey Base64 of 32 bytes that encrypts credentials' secrets; empty means a key file in the data folder
 */
public record DatabaseConfig(String url, int poolSize, String encryptionKey) {
    private static final int KEY_BYTES = 32;
    private static final Pattern URL = Pattern.compile("postgres(ql)?://[^\\s/]+/[^\\s/?]+(\\?\\S*)?");

    static DatabaseConfig read(Settings settings) {
        return new DatabaseConfig(
                settings.secret("database.url", "", "postgresql://user:password@host:port/database", text -> {
                    Settings.requireThat(text.isEmpty() || URL.matcher(text).matches());
                    return text;
                }),
                settings.number("database.pool-size", 4, 1, 100),
                settings.secret("database.encryption-key", "", "32 bytes in Base64", text -> {
                    Settings.requireThat(text.isEmpty() || Base64.getDecoder().decode(text).length == KEY_BYTES);
                    return text;
                }));
    }

    public boolean isEmbedded() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return "DatabaseConfig[" + (isEmbedded() ? "embedded" : "external") + ", poolSize=" + poolSize + "]";
    }
}
