package dev.carillon.app.tls;

import dev.carillon.app.step.Reasons;
import dev.carillon.app.step.StartFailure;
import dev.carillon.config.TlsConfig;
import io.vertx.core.net.KeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PEM files of the public listeners. They are compared at each {@link #look}, by content, since tools replace them by
 * renames, symbolic links or in place. New ones that are not right leave the old ones in use, with a warning. One thread
 * looks; handshakes may go on meanwhile.
 */
public final class TlsFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    private record Texts(String certificates, String privateKey) {}

    private final Path certificateFile;
    private final Path keyFile;
    private final SwappedKeyManager keyManager;
    private volatile Texts seen;

    /**
     * Reads the files for the first time; empty when none are configured.
     *
     * @throws StartFailure naming what is wrong with them
     */
    public static Optional<TlsFiles> of(TlsConfig config) throws StartFailure {
        return config.isEnabled() ? Optional.of(new TlsFiles(config)) : Optional.empty();
    }

    private TlsFiles(TlsConfig config) throws StartFailure {
        certificateFile = Path.of(config.certificateFile());
        keyFile = Path.of(config.keyFile());
        try {
            seen = read();
            keyManager = new SwappedKeyManager(PemIdentity.parse(seen.certificates(), seen.privateKey()));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new StartFailure("tls.cert (" + certificateFile + ") and tls.key (" + keyFile + ") cannot be used: "
                    + Reasons.of(unusable));
        }
    }

    /** For servers; stays right when the files change. */
    public KeyCertOptions options() {
        return KeyCertOptions.wrap(keyManager);
    }

    /** Reads the files and takes them over when they changed and are right. */
    public void look() {
        try {
            Texts found = read();
            if (!found.equals(seen)) {
                seen = found;
                keyManager.swap(PemIdentity.parse(found.certificates(), found.privateKey()));
                LOG.atInfo().addKeyValue("file", certificateFile).log("read a new certificate");
            }
        } catch (IOException | GeneralSecurityException unusable) {
            LOG.atWarn()
                    .addKeyValue("file", certificateFile)
                    .addKeyValue("error", Reasons.of(unusable))
                    .log("kept the old certificate: the new files cannot be used");
        }
    }

    private Texts read() throws IOException {
        return new Texts(Files.readString(certificateFile), Files.readString(keyFile));
    }
}
