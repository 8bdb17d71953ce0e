package dev.carillon.push;

import dev.carillon.config.OwnerOnlyFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Certificates and keys on disk. A file is there whole or not at all, and a key is there before its certificate.
 *
 * <pre>
 *   data/signing/&lt;serial&gt;.crt   a certificate, of an authority or of a signing key
 *   data/signing/&lt;serial&gt;.key   its private key (PKCS #8, 0600); gone when it has been replaced
 * </pre>
 */
final class SigningFolder {
    private static final String CERTIFICATE = ".crt";
    private static final String KEY = ".key";

    private final Path folder;

    SigningFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    List<IssuedCertificate> certificates() throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<IssuedCertificate> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(CERTIFICATE)).toList()) {
                try (InputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file))) {
                    all.add(new IssuedCertificate((X509Certificate) factory.generateCertificate(bytes)));
                }
            }
        }
        return all;
    }

    /** The private key of a certificate; empty when it has been replaced. */
    Optional<PrivateKey> key(IssuedCertificate certificate) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(certificate.serial() + KEY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String base64 = Files.readString(file).replaceAll("-----[A-Z ]+-----|\\s", "");
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
        return Optional.of(KeyFactory.getInstance("RSA").generatePrivate(encoded));
    }

    /** Both are on disk when this returns. */
    void keep(IssuedCertificate certificate, PrivateKey key) throws IOException {
        OwnerOnlyFile.write(folder, certificate.serial() + KEY, IssuedCertificate.pem("PRIVATE KEY", key.getEncoded()));
        OwnerOnlyFile.write(folder, certificate.serial() + CERTIFICATE, certificate.text());
    }

    void forgetKey(IssuedCertificate certificate) throws IOException {
        Files.deleteIfExists(folder.resolve(certificate.serial() + KEY));
    }

    void forget(IssuedCertificate certificate) throws IOException {
        Files.deleteIfExists(folder.resolve(certificate.serial() + CERTIFICATE));
        forgetKey(certificate);
    }
}
