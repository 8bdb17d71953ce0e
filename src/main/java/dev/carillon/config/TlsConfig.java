package dev.carillon.config;

import java.nio.file.Path;
import java.util.Optional;

/** PEM files of both public listeners; both empty means plain HTTP. Reloaded when they change. */
public record TlsConfig(String certificateFile, String keyFile) {
    public TlsConfig {
        if (certificateFile.isEmpty() != keyFile.isEmpty()) {
            throw new IllegalArgumentException("tls.cert and tls.key go together");
        }
    }

    public boolean isEnabled() {
        return !certificateFile.isEmpty();
    }

    public Optional<Path> certificate() {
        return isEnabled() ? Optional.of(Path.of(certificateFile)) : Optional.empty();
    }
}
