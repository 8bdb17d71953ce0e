package dev.carillon.push.signing;

import dev.carillon.push.signing.CertificateIssuer.Issued;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the certificate to sign with among those of a folder, and issues what is missing. Blocks; for one thread at a time.
 *
 * <pre>
 *   root, 20 years  ->  intermediate, 5 years  ->  the key that signs, 1 year
 * </pre>
 *
 * No certificate outlives the one above it. Folders of earlier versions have an authority without an intermediate: it
 * signs itself, vouches for keys directly, and does so until it is too old for the next one.
 */
final class SigningChain {
    static final int OVERLAP_DAYS = 90;

    private final SigningFolder folder;
    private final List<String> names;
    private final CertificateIssuer issuer = new CertificateIssuer();

    /** @param names the hosts of the certificates' URLs, the common name first */
    SigningChain(SigningFolder folder, List<String> names) {
        this.folder = folder;
        this.names = List.copyOf(names);
    }

    /**
     * What is to be used.
     *
     * @param certificates all that there are, of authorities and expired ones too
     * @param until when another is due
     */
    record Choice(Issued signing, List<IssuedCertificate> certificates, Instant until) {}

    /** The newest key that has begun, is not due and not for other names; a new one when there is none. */
    Choice choose(Instant now) throws IOException, GeneralSecurityException {
        List<IssuedCertificate> all = folder.certificates();
        Optional<Issued> kept = newestWithKey(all.stream()
                .filter(each -> !each.isAuthority() && now.isBefore(renewal(each)) && isForTheseNames(each))
                .filter(each -> hasBegun(each, all, now))
                .toList());
        Issued signing = kept.isPresent() ? kept.get() : issue(all, now);
        // A later one was made by a clock that was ahead, or is right while this one is behind: it may be needed yet.
        return chosen(
                signing,
                all,
                each -> !each.notBefore().isAfter(signing.certificate().notBefore()));
    }

    /** A new key, whatever there is; the certificates of those before stay. */
    Choice renew(Instant now) throws IOException, GeneralSecurityException {
        List<IssuedCertificate> all = folder.certificates();
        return chosen(issue(all, now), all, each -> true);
    }

    /**
     * The private keys that nothing is signed with any more go. No certificate ever does, and no authority's key: they are
     * small and few, and a clock that is ahead for a moment would have messages on their way that nobody can verify, and
     * receivers that trust a root which is no more.
     */
    private Choice chosen(Issued signing, List<IssuedCertificate> all, Predicate<IssuedCertificate> isReplaced)
            throws IOException {
        for (IssuedCertificate each : all) {
            if (!each.isAuthority() && !each.equals(signing.certificate()) && isReplaced.test(each)) {
                folder.forgetKey(each);
            }
        }
        return new Choice(signing, List.copyOf(all), renewal(signing.certificate()));
    }

    /** Where none has, the clock is not set yet, and says nothing about any of them. */
    private static boolean hasBegun(IssuedCertificate certificate, List<IssuedCertificate> all, Instant now) {
        return !now.isBefore(certificate.notBefore()) || all.stream().allMatch(each -> now.isBefore(each.notBefore()));
    }

    private Issued issue(List<IssuedCertificate> all, Instant now) throws IOException, GeneralSecurityException {
        Instant end = now.plus(CertificateIssuer.LIFE);
        Optional<Issued> kept = newestWithKey(all.stream()
                .filter(each -> each.isAuthority() && !each.isRoot() && end.isBefore(each.notAfter()))
                .filter(each -> hasBegun(each, all, now))
                .toList());
        return keep(issuer.signing(names, kept.isPresent() ? kept.get() : intermediate(all, now), now), all);
    }

    private Issued intermediate(List<IssuedCertificate> all, Instant now) throws IOException, GeneralSecurityException {
        Instant end = now.plus(CertificateIssuer.INTERMEDIATE_LIFE);
        Optional<Issued> kept = newestWithKey(all.stream()
                .filter(each -> each.isRoot() && end.isBefore(each.notAfter()))
                .filter(each -> hasBegun(each, all, now))
                .toList());
        Issued root = kept.isPresent() ? kept.get() : keep(issuer.root(now), all);
        return keep(issuer.intermediate(root, now), all);
    }

    private Issued keep(Issued issued, List<IssuedCertificate> all) throws IOException {
        folder.keep(issued.certificate(), issued.key());
        all.add(issued.certificate());
        return issued;
    }

    private Optional<Issued> newestWithKey(List<IssuedCertificate> some) throws IOException, GeneralSecurityException {
        List<IssuedCertificate> newestFirst = some.stream()
                .sorted(Comparator.comparing(IssuedCertificate::notBefore).reversed())
                .toList();
        for (IssuedCertificate each : newestFirst) {
            Optional<PrivateKey> key = folder.key(each);
            if (key.isPresent()) {
                return Optional.of(new Issued(each, key.get()));
            }
        }
        return Optional.empty();
    }

    private boolean isForTheseNames(IssuedCertificate certificate) {
        return certificate.alternativeNames().equals(Optional.of(CertificateIssuer.alternativeNames(names)));
    }

    private static Instant renewal(IssuedCertificate certificate) {
        return certificate.notAfter().minus(Duration.ofDays(OVERLAP_DAYS));
    }
}
