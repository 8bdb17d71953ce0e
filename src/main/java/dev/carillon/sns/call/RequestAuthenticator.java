package dev.carillon.sns.call;

import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.Credential;
import dev.carillon.model.Region;
import dev.carillon.model.TimeSource;
import dev.carillon.sigv4.SignatureVerifier;
import dev.carillon.sigv4.SignedRequest;
import dev.carillon.sigv4.Verification;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Says who signed a request, and what to answer whoever did not. A credential counts in its own region only and while
 * its region is configured and its project activated; one that does not count is answered like one that nobody has, at
 * the same cost. Belongs to one event loop: the verifier keeps its digest and signing keys.
 */
public final class RequestAuthenticator {
    private static final String SERVICE = "sns";

    private final SignatureVerifier verifier;
    private final Function<String, Optional<Credential>> credentials;

    public RequestAuthenticator(CatalogView catalog, Collection<Region> regions, TimeSource time) {
        verifier = new SignatureVerifier(SERVICE, time);
        Set<Region> known = Set.copyOf(regions);
        credentials = accessKey -> catalog.credential(accessKey)
                .filter(credential -> known.contains(credential.scope().region()));
    }

    Authentication authenticate(SignedRequest request) {
        Verification verification = verifier.verify(request, credentials);
        if (verification instanceof Verification.Verified verified) {
            return new Authentication.Authenticated(verified.credential());
        }
        Verification.Refused refused = (Verification.Refused) verification;
        SnsFault fault = fault(refused);
        return refused.refusal() == Verification.Refusal.UNSIGNED
                ? new Authentication.Anonymous(fault)
                : new Authentication.Rejected(fault, refused.accessKey(), refused.detail());
    }

    /** The table of the contract, "Authentication". */
    private static SnsFault fault(Verification.Refused refused) {
        return switch (refused.refusal()) {
            case UNSIGNED -> SnsFault.unsigned();
            case MALFORMED -> SnsFault.of(SnsErrorCode.INCOMPLETE_SIGNATURE, refused.detail());
            case EXPIRED -> SnsFault.of(SnsErrorCode.REQUEST_EXPIRED, refused.detail());
            case UNKNOWN_ACCESS_KEY, OTHER_REGION -> SnsFault.accessDenied();
            case MISMATCH -> SnsFault.of(SnsErrorCode.SIGNATURE_DOES_NOT_MATCH, refused.detail());
        };
    }
}
