package dev.carillon.push.signing;

import dev.carillon.config.OwnerOnlyFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
    private static final String PROBE = "SHA256withRSA";

    private final Path folder;

    SigningFolder(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** The serial numbers of the certificates that are there, without a look into them. */
    Set<String> serials() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> each.getFileName().toString())
                    .filter(name -> name.endsWith(CERTIFICATE))
                    .map(name -> name.substring(0, name.length() - CERTIFICATE.length()))
                    .collect(Collectors.toSet());
        }
    }

    List<IssuedCertificate> certificates() throws IOException, GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<IssuedCertificate> all = new ArrayList<>();
        for (String serial : serials()) {
            Path file = folder.resolve(serial + CERTIFICATE);
            try (InputStream bytes = new ByteArrayInputStream(Files.readAllBytes(file))) {
                IssuedCertificate certificate =
                        new IssuedCertificate((X509Certificate) factory.generateCertificate(bytes));
                requireSerial(certificate, serial);
                all.add(certificate);
            } catch (GeneralSecurityException damaged) {
                throw damaged(file, damaged);
            }
        }
        for (IssuedCertificate each : all) {
            requireVouchedFor(each, all);
        }
        return all;
    }

    /** Another's in its place would pass, and a new key would be made as if this one had never been. */
    private static void requireSerial(IssuedCertificate certificate, String serial) throws GeneralSecurityException {
        if (!certificate.serial().equals(serial)) {
            throw new GeneralSecurityException("it is the certificate of " + certificate.serial());
        }
    }

    /** A bent certificate can still look like one; its authority's signature tells, an authority's own of itself. */
    private void requireVouchedFor(IssuedCertificate certificate, List<IssuedCertificate> all) throws IOException {
        if (all.stream().filter(IssuedCertificate::isAuthority).noneMatch(certificate::isIssuedBy)) {
            throw damaged(
                    folder.resolve(certificate.serial() + CERTIFICATE),
                    new GeneralSecurityException("no authority of the folder has signed it"));
        }
    }

    /** The private key of a certificate; empty when it has been replaced. */
    Optional<PrivateKey> key(IssuedCertificate certificate) throws IOException, GeneralSecurityException {
        Path file = folder.resolve(certificate.serial() + KEY);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        try {
            byte[] encoded = Base64.getDecoder().decode(text.replaceAll("-----[A-Z ]+-----|\\s", ""));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
            requirePair(key, certificate.x509().getPublicKey(), RsaProvider.ofJdk());
            requirePair(key, certificate.x509().getPublicKey(), RsaProvider.fastest());
            return Optional.of(key);
        } catch (GeneralSecurityException | RuntimeException damaged) {
            // The arithmetic throws what it likes about numbers that are no key's.
            throw damaged(file, damaged);
        }
    }

    /** A bent key can still look like one, to one provider if not to the other, and nobody would accept what it signs. */
    private static void requirePair(PrivateKey key, PublicKey other, RsaProvider provider)
            throws GeneralSecurityException {
        byte[] probe = "carillon".getBytes(StandardCharsets.US_ASCII);
        Signature signer = provider.signature(PROBE);
        signer.initSign(provider.adopt(key));
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(PROBE);
        verifier.initVerify(other);
        verifier.update(probe);
        if (!verifier.verify(signature)) {
            throw new GeneralSecurityException("it is not its certificate's");
        }
    }

    private static IOException damaged(Path file, Exception why) {
        return new IOException(
                file + " is damaged (" + why.getMessage()
                        + "): restore it, or delete all files of its folder to have new"
                        + " keys and certificates made",
                why);
    }

    /** Both are on disk when this returns. */
    void keep(IssuedCertificate certificate, PrivateKey key) throws IOException {
        write(certificate.serial() + KEY, IssuedCertificate.pem("PRIVATE KEY", key.getEncoded()));
        write(certificate.serial() + CERTIFICATE, certificate.text());
    }

    /** It belongs to whom the folder does: root may rotate a key that the broker's own user must read. */
    private void write(String name, String text) throws IOException {
        OwnerOnlyFile.write(folder, name, text);
        UserPrincipal owner = Files.getOwner(folder);
        Path file = folder.resolve(name);
        if (!Files.getOwner(file).equals(owner)) {
            Path unused = Files.setOwner(file, owner);
        }
    }

    void forgetKey(IssuedCertificate certificate) throws IOException {
        Files.deleteIfExists(folder.resolve(certificate.serial() + KEY));
    }
}
