package dev.carillon.sigv4;

import dev.carillon.sigv4.Authorization.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the signature of a presigned request, which stands in its query string. */
final class PresignedQuery {
    static final String SIGNATURE = "X-Amz-Signature";

    private static final String ALGORITHM = "X-Amz-Algorithm";
    private static final String CREDENTIAL = "X-Amz-Credential";
    private static final String DATE = "X-Amz-Date";
    private static final String EXPIRES = "X-Amz-Expires";
    private static final String SIGNED_HEADERS = "X-Amz-SignedHeaders";
    private static final Set<String> REQUIRED = Set.of(ALGORITHM, CREDENTIAL, DATE, SIGNED_HEADERS, SIGNATURE);

    /** Seven days: the most that AWS allows. */
    private static final int MOST_SECONDS = 604_800;

    private static final int MOST_DIGITS = 6;

    private PresignedQuery() {}

    /** Whether a query says anything about a signature. */
    static boolean isIn(CanonicalQuery query) {
        return query.parameters().stream().anyMatch(parameter -> isPart(parameter.decodedName()));
    }

    private static boolean isPart(String name) {
        return REQUIRED.contains(name) || EXPIRES.equals(name);
    }

    static Reading read(CanonicalQuery query) {
        Map<String, String> found = new HashMap<>();
        for (CanonicalQuery.Parameter parameter : query.parameters()) {
            String name = parameter.decodedName();
            if (isPart(name) && found.put(name, parameter.decodedValue()) != null) {
                return Authorization.malformed(name + " is given twice.");
            }
        }
        for (String name : REQUIRED) {
            if (!found.containsKey(name)) {
                return Authorization.malformed("A presigned request requires " + name + ".");
            }
        }
        if (!AuthorizationHeader.ALGORITHM.equals(found.get(ALGORITHM))) {
            return Authorization.malformed("X-Amz-Algorithm must be " + AuthorizationHeader.ALGORITHM + ".");
        }
        Optional<Duration> validity = validity(found);
        if (validity.isEmpty()) {
            return Authorization.malformed("X-Amz-Expires must be a number from 1 to " + MOST_SECONDS + ".");
        }
        AuthorizationHeader.Parts parts = new AuthorizationHeader.Parts(
                found.getOrDefault(CREDENTIAL, ""),
                found.getOrDefault(SIGNED_HEADERS, ""),
                found.getOrDefault(SIGNATURE, ""),
                found.getOrDefault(DATE, ""));
        return AuthorizationHeader.claim(parts, validity.get());
    }

    /**
     * How long it says that it counts. Only S3's clients must say so; others' leave it out (aws4, curl, the AWS SDK for Java
     * without a span), and it counts then as one in the header. Empty when it says nonsense.
     */
    private static Optional<Duration> validity(Map<String, String> found) {
        if (!found.containsKey(EXPIRES)) {
            return Optional.of(Duration.ZERO);
        }
        int seconds = seconds(found.getOrDefault(EXPIRES, ""));
        return seconds < 1 || seconds > MOST_SECONDS ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    /** Negative when the text is not a short number. */
    private static int seconds(String text) {
        boolean isNumber =
                !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Integer.parseInt(text) : -1;
    }
}
