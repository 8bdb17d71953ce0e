package dev.carillon.push.signing;

import dev.carillon.model.TimeSource;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
 *                                   ^ {@value SigningChain#OVERLAP_DAYS} days before the first one expires, or {@link #rotate}
 * </pre>
 */
public final class SigningKeys {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofHours(1);

    private final SigningFolder folder;
    private final SigningChain chain;
    private final TimeSource time;
    private final RsaProvider provider = RsaProvider.fastest();
    private volatile InForce inForce;
    private Set<String> seen;

    /** @param certificates expired ones too: a clock that was ahead finds them again once it is right */
    private record InForce(SigningKey key, List<IssuedCertificate> certificates, Instant from, Instant until) {
        boolean isOver(Instant now) {
            return now.isBefore(from) || !now.isBefore(until);
        }
    }

    private SigningKeys(SigningFolder folder, List<String> names, TimeSource time)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.chain = new SigningChain(folder, names);
        this.time = time;
        Instant now = time.now();
        this.inForce = inForce(chain.choose(now), now);
        this.seen = folder.serials();
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
            return new SigningKeys(new SigningFolder(folder), names, time);
        } catch (GeneralSecurityException damaged) {
            throw unusable(folder, damaged);
        }
    }

    /**
     * Makes a new key in the folder, of a broker that runs or does not. One that runs signs with it after its next {@link
     * #look}; the certificate before is served until it expires. Blocks.
     *
     * @return the serial number of the new certificate
     * @throws IOException as of {@link #open}
     */
    public static String rotate(Path folder, List<String> names, TimeSource time) throws IOException {
        try {
            return new SigningChain(new SigningFolder(folder), names)
                    .renew(time.now())
                    .signing()
                    .certificate()
                    .serial();
        } catch (GeneralSecurityException damaged) {
            throw unusable(folder, damaged);
        }
    }

    /** The key to sign with, after a new one has been made if that is due. */
    SigningKey current() {
        InForce now = inForce;
        return now.isOver(time.now()) ? renewed() : now.key;
    }

    /** All that may be asked for: those that have not expired. */
    List<IssuedCertificate> certificates() {
        Instant now = time.now();
        return inForce.certificates.stream()
                .filter(each -> now.isBefore(each.notAfter()))
                .toList();
    }

    /** Takes over what {@link #rotate} has changed. What cannot be used leaves the old key in force, with a warning. Blocks. */
    public synchronized void look() {
        try {
            Set<String> found = folder.serials();
            if (!found.equals(seen)) {
                seen = found;
                take(time.now());
            }
        } catch (IOException | GeneralSecurityException unusable) {
            LOG.atWarn()
                    .addKeyValue("error", unusable.toString())
                    .log("kept the old signing key: the new one cannot be used");
        }
    }

    private synchronized SigningKey renewed() {
        Instant now = time.now();
        if (inForce.isOver(now)) {
            try {
                take(now);
            } catch (IOException | GeneralSecurityException failure) {
                // The old key is good for months: a full disk must not stop deliveries.
                LOG.atWarn().addKeyValue("error", failure.toString()).log("no new signing key can be made");
                inForce = new InForce(inForce.key, inForce.certificates, now, now.plus(PAUSE_AFTER_FAILURE));
            }
        }
        return inForce.key;
    }

    private void take(Instant now) throws IOException, GeneralSecurityException {
        IssuedCertificate before = inForce.key.certificate();
        inForce = inForce(chain.choose(now), now);
        seen = folder.serials();
        if (!inForce.key.certificate().equals(before)) {
            LOG.atInfo()
                    .addKeyValue("serial", inForce.key.certificate().serial())
                    .log("messages are signed with a new key");
        }
    }

    /** The key is good from its certificate's beginning on, or from now on if the clock has not come there. */
    private InForce inForce(SigningChain.Choice choice, Instant now) throws GeneralSecurityException {
        CertificateIssuer.Issued signing = choice.signing();
        Instant begin = signing.certificate().notBefore();
        return new InForce(
                new SigningKey(signing.certificate(), signing.key(), provider),
                choice.certificates(),
                begin.isAfter(now) ? now : begin,
                choice.until());
    }

    private static IOException unusable(Path folder, GeneralSecurityException damaged) {
        return new IOException("the signing keys in " + folder + " cannot be used", damaged);
    }
}
