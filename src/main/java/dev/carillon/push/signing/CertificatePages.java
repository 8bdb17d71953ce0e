package dev.carillon.push.signing;

import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The certificates as pages of the SNS endpoint, for anybody who wants to verify a message. Safe on every thread.
 *
 * <pre>
 *   /SimpleNotificationService-&lt;serial&gt;.pem   a certificate, by AWS's name for it
 *   /sns_certificate_&lt;serial&gt;.crt             the same bytes, by Scaleway's
 *   /sns-trust-chain.pem                       the authorities that issued them, the roots last
 * </pre>
 */
public final class CertificatePages {
    private static final String CHAIN = "/sns-trust-chain.pem";
    private static final String CONTENT_TYPE = "application/x-pem-file";

    private final SigningKeys keys;

    public CertificatePages(SigningKeys keys) {
        this.keys = keys;
    }

    /**
     * What to answer a GET with.
     *
     * @param cacheControl the header of that name: a serial's certificate never changes
     */
    public record Page(String contentType, String cacheControl, Buffer body) {}

    /** The page of a request's path; empty when it is none of these. */
    public Optional<Page> page(String path) {
        if (path.equals(CHAIN)) {
            return Optional.of(new Page(CONTENT_TYPE, "public, max-age=3600", chain()));
        }
        return serial(path, CertificateUrls.AWS_PREFIX, CertificateUrls.AWS_SUFFIX)
                .or(() -> serial(path, CertificateUrls.SCALEWAY_PREFIX, CertificateUrls.SCALEWAY_SUFFIX))
                .flatMap(this::certificate)
                .map(each -> new Page(CONTENT_TYPE, "public, max-age=31536000, immutable", each.pem()));
    }

    private Optional<IssuedCertificate> certificate(String serial) {
        return keys.certificates().stream()
                .filter(Predicate.not(IssuedCertificate::isAuthority))
                .filter(each -> each.serial().equals(serial))
                .findFirst();
    }

    /** From the signing certificates' issuers to the roots. */
    private Buffer chain() {
        Buffer all = Buffer.buffer();
        keys.certificates().stream()
                .filter(IssuedCertificate::isAuthority)
                .sorted(Comparator.comparing(IssuedCertificate::isRoot))
                .forEach(each -> all.appendBuffer(each.pem()));
        return all;
    }

    private static Optional<String> serial(String path, String prefix, String suffix) {
        return path.startsWith(prefix) && path.endsWith(suffix) && path.length() >= prefix.length() + suffix.length()
                ? Optional.of(path.substring(prefix.length(), path.length() - suffix.length()))
                : Optional.empty();
    }
}
