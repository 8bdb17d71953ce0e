package dev.carillon.config;

/**
 * Where the catalogue is kept.
 *
 * @param url {@code postgresql://user:password@host:port/database}; empty means the embedded server in the data folder
 * @param encryptionKey Base64 of 32 bytes that encrypts credentials' secrets; empty means a key file in the data folder
 */
public record DatabaseConfig(String url, int poolSize, String encryptionKey) {
    public boolean isEmbedded() {
        return url.isEmpty();
    }

    @Override
    public String toString() {
        return "DatabaseConfig[" + (isEmbedded() ? "embedded" : "external") + ", poolSize=" + poolSize + "]";
    }
}
