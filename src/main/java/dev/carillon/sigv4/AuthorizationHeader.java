package dev.carillon.sigv4;

import dev.carillon.sigv4.Authorization.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code Authorization} header.
 *
 * <pre>
 *   AWS4-HMAC-SHA256 Credential=…/20260131/fr-par/sns/aws4_request, SignedHeaders=host;x-amz-date, Signature=…
 * </pre>
 */
final class AuthorizationHeader {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    private static final List<String> NAMES = List.of("Credential", "SignedHeaders", "Signature");
    private static final int SIGNATURE_LENGTH = 64;

    private AuthorizationHeader() {}

    /** @param date the {@code X-Amz-Date} header, empty when there is none */
    static Reading read(String header, String date) {
        if (!header.startsWith(ALGORITHM + " ")) {
            return Authorization.malformed("Authorization header requires the algorithm " + ALGORITHM + ".");
        }
        @Nullable String[] values = new String[NAMES.size()];
        // Not split: under publishes, splitting header and scope took 2 % of an event loop.
        int start = ALGORITHM.length() + 1;
        while (start <= header.length()) {
            int comma = header.indexOf(',', start);
            int end = comma < 0 ? header.length() : comma;
            int equals = header.indexOf('=', start);
            boolean isNamed = equals >= 0 && equals < end;
            int place = isNamed ? NAMES.indexOf(header.substring(start, equals).strip()) : -1;
            if (place < 0 || values[place] != null) {
                return Authorization.malformed(
                        "Authorization header takes Credential, SignedHeaders and Signature, each once.");
            }
            values[place] = header.substring(equals + 1, end).strip();
            start = end + 1;
        }
        String credential = values[0];
        String signedHeaders = values[1];
        String signature = values[2];
        if (credential == null || signedHeaders == null || signature == null) {
            return Authorization.malformed("Authorization header requires Credential, SignedHeaders and Signature.");
        }
        return claim(new Parts(credential, signedHeaders, signature, date), Duration.ZERO);
    }

    /** The texts of a claim, wherever they stood. */
    record Parts(String credential, String signedHeaders, String signature, String date) {}

    /** Makes a claim of its texts, each of which must have its form. */
    static Reading claim(Parts parts, Duration validity) {
        Optional<CredentialScope> scope = CredentialScope.parse(parts.credential());
        if (scope.isEmpty()) {
            return Authorization.malformed("Credential must have the form KEY/YYYYMMDD/REGION/SERVICE/aws4_request.");
        }
        Optional<SignedHeaders> signedHeaders = SignedHeaders.parse(parts.signedHeaders());
        if (signedHeaders.isEmpty()) {
            return Authorization.malformed("SignedHeaders must be names in lower case, in order, between semicolons.");
        }
        if (!isSignature(parts.signature())) {
            return Authorization.malformed("Signature must be 64 digits of lower-case hexadecimal.");
        }
        Optional<SigningTime> time = SigningTime.parse(parts.date());
        if (time.isEmpty()) {
            return Authorization.malformed("X-Amz-Date must be there once, in the form YYYYMMDD'T'HHMMSS'Z'.");
        }
        return new Reading.Claimed(
                new Authorization(scope.get(), signedHeaders.get(), parts.signature(), time.get(), validity));
    }

    private static boolean isSignature(String text) {
        if (text.length() != SIGNATURE_LENGTH) {
            return false;
        }
        for (int i = 0; i < SIGNATURE_LENGTH; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
