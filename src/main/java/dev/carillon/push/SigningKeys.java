package dev.carillon.push;

import dev.carillon.model.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The key that signs now, and every certificate that messages still out there may name. Kept on disk, so that a restart
 * changes nothing. Safe on every thread; whoever finds that a new key is due makes it, which takes a part of a second and
 * is why {@link #current} is not for event loops.
 *
 * <pre>
 *   certificate 1   |==== signs ====|-- served --|
 *   certificate 2                   |==== signs ====|-- served --|
 *                                   ^ {@value #OVERLAP_DAYS} days before the first one expires
 * </pre>
 */
public final class SigningKeys {
    static final int OVERLAP_DAYS = 90;

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofHours(1);

    private final SigningFolder folder;
    private final List<String> names;
    private final TimeSource time;
    private final RsaProvider provider = RsaProvider.fastest();
    private final CertificateIssuer issuer = new CertificateIssuer();
    private volatile InForce inForce;

    private record InForce(SigningKey key, List<IssuedCertificate> certificates, Instant until) {}

    private SigningKeys(SigningFolder folder, List<String> names, TimeSource time)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.names = names;
        this.time = time;
        this.inForce = load(time.now());
    }

    /**
     * Reads the keys, and makes what is missing. Blocks.
     *
     * @param folder of their own, made when it is not there
     * @param names the hosts of the certificates' URLs, the common name first: {@link CertificateNames}
     * @throws IOException also when what is there cannot be understood
     */
    public static SigningKeys open(Path folder, List<String> names, TimeSource time) throws IOException {
        try {
            return new SigningKeys(new SigningFolder(folder), List.copyOf(names), time);
        } catch (GeneralSecurityException damaged) {
            throw new IOException("the signing keys in " + folder + " cannot be used", damaged);
        }
    }

    /** The key to sign with, after a new one has been made if that is due. */
    SigningKey current() {
        InForce now = inForce;
        return time.now().isBefore(now.until) ? now.key : renewed();
    }

    /** All that may be asked for. */
    List<IssuedCertificate> certificates() {
        return inForce.certificates;
    }

    private synchronized SigningKey renewed() {
        Instant now = time.now();
        if (!now.isBefore(inForce.until)) {
            try {
                inForce = load(now);
                LOG.atInfo().addKeyValue("serial", serial()).log("messages are signed with a new key");
            } catch (IOException | GeneralSecurityException failure) {
                // The old key is good for months: a full disk must not stop deliveries.
                LOG.atWarn().addKeyValue("error", failure.toString()).log("no new signing key can be made");
                inForce = new InForce(inForce.key, inForce.certificates, now.plus(PAUSE_AFTER_FAILURE));
            }
        }
        return inForce.key;
    }

    private String serial() {
        return inForce.key.certificate().serial();
    }

    private InForce load(Instant now) throws IOException, GeneralSecurityException {
        List<IssuedCertificate> all = valid(now);
        Optional<CertificateIssuer.Issued> kept = newestWithKey(all.stream()
                .filter(each -> !each.isAuthority() && now.isBefore(renewal(each)) && isForTheseNames(each))
                .toList());
        CertificateIssuer.Issued signing = kept.isPresent() ? kept.get() : issue(all, now);
        for (IssuedCertificate each : all) {
            if (!each.isAuthority() && !each.equals(signing.certificate())) {
                folder.forgetKey(each);
            }
        }
        return new InForce(
                new SigningKey(signing.certificate(), signing.key(), provider),
                List.copyOf(all),
                renewal(signing.certificate()));
    }

    /** Whatever has expired vouches for nothing any more, and goes. */
    private List<IssuedCertificate> valid(Instant now) throws IOException, GeneralSecurityException {
        List<IssuedCertificate> valid = new ArrayList<>();
        for (IssuedCertificate each : folder.certificates()) {
            if (now.isBefore(each.notAfter())) {
                valid.add(each);
            } else {
                folder.forget(each);
            }
        }
        return valid;
    }

    private CertificateIssuer.Issued issue(List<IssuedCertificate> all, Instant now)
            throws IOException, GeneralSecurityException {
        Instant end = now.plus(CertificateIssuer.LIFE);
        Optional<CertificateIssuer.Issued> kept = newestWithKey(all.stream()
                .filter(each -> each.isAuthority() && end.isBefore(each.notAfter()))
                .toList());
        CertificateIssuer.Issued authority = kept.isPresent() ? kept.get() : keep(issuer.authority(now), all);
        return keep(issuer.signing(names, authority, now), all);
    }

    private CertificateIssuer.Issued keep(CertificateIssuer.Issued issued, List<IssuedCertificate> all)
            throws IOException {
        folder.keep(issued.certificate(), issued.key());
        all.add(issued.certificate());
        return issued;
    }

    private Optional<CertificateIssuer.Issued> newestWithKey(List<IssuedCertificate> some)
            throws IOException, GeneralSecurityException {
        List<IssuedCertificate> newestFirst = some.stream()
                .sorted(Comparator.comparing(IssuedCertificate::notBefore).reversed())
                .toList();
        for (IssuedCertificate each : newestFirst) {
            Optional<PrivateKey> key = folder.key(each);
            if (key.isPresent()) {
                return Optional.of(new CertificateIssuer.Issued(each, key.get()));
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
