package dev.carillon.push.signing;

import dev.carillon.model.IpAddress;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Makes RSA keys and the certificates for them. Takes a part of a second: not for event loops. */
final class CertificateIssuer {
    static final Duration ROOT_LIFE = Duration.ofDays(7300);
    static final Duration INTERMEDIATE_LIFE = Duration.ofDays(1825);
    static final Duration LIFE = Duration.ofDays(365);

    private static final int KEY_BITS = 2048;
    private static final int SERIAL_BITS = 127;

    /** So that a receiver whose clock is slow finds a new certificate valid. */
    private static final Duration BACKDATING = Duration.ofHours(1);

    /** The upper bound of X.520; longer names are in the alternative names only. */
    private static final int COMMON_NAME_LENGTH = 64;

    private final SecureRandom random = new SecureRandom();

    /** A certificate with its private key. */
    record Issued(IssuedCertificate certificate, PrivateKey key) {
        @Override
        public String toString() {
            return "Issued[" + certificate.serial() + "]";
        }
    }

    /** An authority of our own that vouches for itself and for intermediate ones. */
    Issued root(Instant now) throws GeneralSecurityException {
        BigInteger serial = serial();
        KeyPair pair = keyPair();
        X500Principal name = authorityName("root", serial);
        return issue(
                new JcaX509v3CertificateBuilder(name, serial, from(now), to(now, ROOT_LIFE), name, pair.getPublic()),
                pair,
                pair.getPrivate(),
                extensions -> addAuthority(extensions, pair, 1));
    }

    /** One that vouches for signing keys. */
    Issued intermediate(Issued root, Instant now) throws GeneralSecurityException {
        BigInteger serial = serial();
        KeyPair pair = keyPair();
        return issue(
                new JcaX509v3CertificateBuilder(
                        root.certificate().x509(),
                        serial,
                        from(now),
                        to(now, INTERMEDIATE_LIFE),
                        authorityName("intermediate", serial),
                        pair.getPublic()),
                pair,
                root.key(),
                extensions -> {
                    addAuthority(extensions, pair, 0);
                    addIssuer(extensions, root);
                });
    }

    /** @param levels of other authorities that it may vouch for */
    private static void addAuthority(X509v3CertificateBuilder extensions, KeyPair pair, int levels)
            throws CertIOException, GeneralSecurityException {
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(levels));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        extensions.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    }

    private static void addIssuer(X509v3CertificateBuilder extensions, Issued authority)
            throws CertIOException, GeneralSecurityException {
        extensions.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(authority.certificate().x509()));
    }

    /** Two of a kind must not have one name: a validator would try the wrong one. */
    private static X500Principal authorityName(String kind, BigInteger serial) {
        return name(
                "Carillon message signing " + kind + " " + serial.toString(16).substring(0, 8));
    }

    /**
     * A certificate for a key that signs messages.
     *
     * @param names the hosts of its URL, the common name first
     */
    Issued signing(List<String> names, Issued authority, Instant now) throws GeneralSecurityException {
        KeyPair pair = keyPair();
        String commonName = names.get(0).length() > COMMON_NAME_LENGTH ? "Carillon" : names.get(0);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority.certificate().x509(), serial(), from(now), to(now, LIFE), name(commonName), pair.getPublic());
        return issue(builder, pair, authority.key(), extensions -> {
            extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            extensions.addExtension(Extension.subjectAlternativeName, false, alternativeNames(names));
            addIssuer(extensions, authority);
        });
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws CertIOException, GeneralSecurityException;
    }

    private static Issued issue(
            X509v3CertificateBuilder builder, KeyPair pair, PrivateKey issuer, Extensions extensions)
            throws GeneralSecurityException {
        try {
            extensions.addTo(builder);
            return new Issued(
                    new IssuedCertificate(new JcaX509CertificateConverter()
                            .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(issuer)))),
                    pair.getPrivate());
        } catch (CertIOException | OperatorCreationException unsupported) {
            throw new GeneralSecurityException(unsupported);
        }
    }

    static GeneralNames alternativeNames(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(
                        IpAddress.parse(name).isPresent() ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private BigInteger serial() {
        // The top bit is set, so that every serial has its 32 digits.
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        return generator.generateKeyPair();
    }

    private static X500Principal name(String commonName) {
        try {
            return new X500Principal(new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, commonName)
                    .build()
                    .getEncoded());
        } catch (java.io.IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Date from(Instant now) {
        return Date.from(now.minus(BACKDATING));
    }

    private static Date to(Instant now, Duration life) {
        return Date.from(now.plus(life));
    }
}
