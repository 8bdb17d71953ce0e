package dev.carillon.config;

/** PEM files of both public listeners; both empty means plain HTTP. Reloaded when they change. */
public record TlsConfig(String certificateFile, String keyFile) {
    public TlsConfig {
        if (certificateFile.isEmpty() != keyFile.isEmpty()) {
            throw new IllegalArgumentException("tls.cert and tls.key go together");
        }
    }

    static TlsConfig read(Settings settings) {
        String certificate = settings.text("tls.cert", "");
        String key = settings.text("tls.key", "");
        if (certificate.isEmpty() != key.isEmpty()) {
            settings.refuse("tls.cert and tls.key go together: set both or neither");
            return new TlsConfig("", "");
        }
        return new TlsConfig(certificate, key);
    }

    public boolean isEnabled() {
        return !certificateFile.isEmpty();
    }
}
