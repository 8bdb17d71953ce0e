package dev.carillon.push.signing;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** A certificate as it is kept, named and served. Immutable. */
record IssuedCertificate(X509Certificate x509) {
    /** Names it in files and URLs: 32 hex digits. */
    String serial() {
        byte[] number = x509.getSerialNumber().toByteArray();
        return "0".repeat(Math.max(0, 32 - 2 * number.length)) + HexFormat.of().formatHex(number);
    }

    Instant notBefore() {
        return x509.getNotBefore().toInstant();
    }

    Instant notAfter() {
        return x509.getNotAfter().toInstant();
    }

    boolean isAuthority() {
        return x509.getBasicConstraints() >= 0;
    }

    /** Whether it may vouch for other authorities. */
    boolean isRoot() {
        return x509.getBasicConstraints() > 0;
    }

    /** Whether an authority has signed it, and it is as it was then. */
    boolean isIssuedBy(IssuedCertificate authority) {
        try {
            x509.verify(authority.x509.getPublicKey());
            return true;
        } catch (GeneralSecurityException otherOrBent) {
            return false;
        }
    }

    Optional<GeneralNames> alternativeNames() {
        try {
            Extensions extensions = new JcaX509CertificateHolder(x509).getExtensions();
            return Optional.ofNullable(GeneralNames.fromExtensions(extensions, Extension.subjectAlternativeName));
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    Buffer pem() {
        return Buffer.buffer(text());
    }

    String text() {
        try {
            return pem("CERTIFICATE", x509.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The text form of any of PEM's things. */
    static String pem(String type, byte[] content) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
