package dev.carillon.sigv4;

import dev.carillon.model.Credential;
import dev.carillon.model.SecretKey;
import dev.carillon.model.TimeSource;
import dev.carillon.sigv4.Verification.Refusal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies signatures of version 4, in the header or presigned. Holds a digest, buffers and signing keys that it uses
 * again and again, so that each belongs to one thread. Never blocks, never throws for what a client sent.
 */
public final class SignatureVerifier {
    /** AWS's own; more would let a recorded request be played again for longer. */
    static final Duration ALLOWED_SKEW = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(SignatureVerifier.class);
    private static final int USUAL_REQUEST_LENGTH = 1_024;

    private final String service;
    private final TimeSource time;
    private final MessageDigest sha256;
    private final DerivedKeys signingKeys = new DerivedKeys();
    private final SigningKey decoy;
    private final ByteText canonicalRequest = new ByteText(USUAL_REQUEST_LENGTH);
    private final ByteText stringToSign = new ByteText(USUAL_REQUEST_LENGTH);
    private final ByteText hex = new ByteText(64);

    /**
     * Makes a verifier for the thread that will use it.
     *
     * @param service the fourth part of every credential scope, {@code sns}
     */
    public SignatureVerifier(String service, TimeSource time) {
        this.service = service;
        this.time = time;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
        decoy = SigningKey.derive(
                new SecretKey("of nobody"), new CredentialScope("", "19700101", "nowhere", service, ""));
    }

    /**
     * Says who signed a request, if anybody did.
     *
     * @param credentials finds the credential with an access key; its region must be the one signed for
     */
    public Verification verify(SignedRequest request, Function<String, Optional<Credential>> credentials) {
        RequestHeaders headers = new RequestHeaders(request.headers());
        CanonicalQuery query = CanonicalQuery.parse(request.query());
        Authorization.Reading reading = headers.claim(query);
        if (reading instanceof Authorization.Reading.Unreadable unreadable) {
            return new Verification.Refused(unreadable.refusal(), "", unreadable.detail());
        }
        Authorization claim = ((Authorization.Reading.Claimed) reading).authorization();
        Optional<Verification> refusal = refusal(claim, headers);
        return refusal.isPresent() ? refusal.get() : compare(request, query, headers, claim, credentials);
    }

    /** What can be said before anything is computed. */
    private Optional<Verification> refusal(Authorization claim, RequestHeaders headers) {
        CredentialScope scope = claim.scope();
        if (!headers.areCoveredBy(claim.signedHeaders())) {
            return refused(Refusal.MALFORMED, claim, "host and every x-amz- header must be among the SignedHeaders.");
        }
        if (!scope.service().equals(service)) {
            return refused(
                    Refusal.MISMATCH, claim, "Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!claim.time().isOf(scope.day())) {
            return refused(Refusal.MISMATCH, claim, "Date in Credential scope does not match the date of X-Amz-Date.");
        }
        Instant now = time.now();
        if (!claim.isCurrentAt(now, ALLOWED_SKEW)) {
            return refused(
                    Refusal.EXPIRED,
                    claim,
                    "Signed at " + claim.time().text() + ", which no longer or not yet counts.");
        }
        return Optional.empty();
    }

    /** Does the same work for a credential that is not known, so that time does not tell which are. */
    private Verification compare(
            SignedRequest request,
            CanonicalQuery query,
            RequestHeaders headers,
            Authorization claim,
            Function<String, Optional<Credential>> credentials) {
        CredentialScope scope = claim.scope();
        Optional<Credential> known = credentials.apply(scope.accessKey());
        Optional<Credential> usable =
                known.filter(credential -> credential.scope().region().name().equals(scope.region()));
        SigningKey key =
                usable.map(credential -> signingKeys.of(credential, scope)).orElse(decoy);
        boolean isRight = isRight(request, query, headers, claim, key);
        if (usable.isEmpty()) {
            Refusal why = known.isEmpty() ? Refusal.UNKNOWN_ACCESS_KEY : Refusal.OTHER_REGION;
            return new Verification.Refused(
                    why, scope.accessKey(), "No credential with this access key in this region.");
        }
        if (!isRight) {
            return mismatch(claim);
        }
        return new Verification.Verified(usable.get());
    }

    private boolean isRight(
            SignedRequest request, CanonicalQuery query, RequestHeaders headers, Authorization claim, SigningKey key) {
        byte[] bodyHash = sha256.digest(request.body());
        boolean isTheAnnouncedBody = !headers.hasContentHash() || isHexOf(bodyHash, headers.contentHash());
        CanonicalRequest.write(request, query, claim.signedHeaders(), bodyHash, canonicalRequest);
        sha256.update(canonicalRequest.bytes(), 0, canonicalRequest.length());
        StringToSign.write(claim, sha256.digest(), stringToSign);
        return isHexOf(key.sign(stringToSign), claim.signature()) && isTheAnnouncedBody;
    }

    private boolean isHexOf(byte[] octets, String text) {
        hex.clear();
        hex.appendHex(octets);
        return hex.isEqualInConstantTime(text);
    }

    /** At debug, shows what was signed here, for whoever writes a client; neither the secret nor the message is part of it. */
    private Verification mismatch(Authorization claim) {
        LOG.atDebug()
                .addKeyValue("accessKey", claim.scope().accessKey())
                .addKeyValue("canonicalRequest", CanonicalRequest.redacted(canonicalRequest))
                .addKeyValue("stringToSign", stringToSign)
                .log("Signature does not match");
        return new Verification.Refused(
                Refusal.MISMATCH,
                claim.scope().accessKey(),
                "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                        + " Access Key and signing method.");
    }

    private static Optional<Verification> refused(Refusal refusal, Authorization claim, String detail) {
        return Optional.of(new Verification.Refused(refusal, claim.scope().accessKey(), detail));
    }
}
