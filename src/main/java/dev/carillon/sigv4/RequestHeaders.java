package dev.carillon.sigv4;

import dev.carillon.sigv4.Verification.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers that say something about the signature, found in one pass. */
final class RequestHeaders {
    static final String AUTHORIZATION = "authorization";
    static final String DATE = "x-amz-date";
    static final String CONTENT_HASH = "x-amz-content-sha256";

    private static final String AMAZON_PREFIX = "x-amz-";

    private final Iterable<Map.Entry<String, String>> headers;
    private @Nullable String authorization;
    private @Nullable String date;
    private @Nullable String contentHash;
    private boolean isAnyTwice;

    RequestHeaders(Iterable<Map.Entry<String, String>> headers) {
        this.headers = headers;
        for (Map.Entry<String, String> header : headers) {
            take(header.getKey(), header.getValue());
        }
    }

    private void take(String name, String value) {
        if (AUTHORIZATION.equalsIgnoreCase(name)) {
            isAnyTwice |= authorization != null;
            authorization = value.strip();
        } else if (DATE.equalsIgnoreCase(name)) {
            isAnyTwice |= date != null;
            date = value.strip();
        } else if (CONTENT_HASH.equalsIgnoreCase(name)) {
            isAnyTwice |= contentHash != null;
            contentHash = value.strip();
        }
    }

    /** Whether one of them is there more than once, so that two readers could take two different ones. */
    boolean isAmbiguous() {
        return isAnyTwice;
    }

    boolean hasAuthorization() {
        return authorization != null;
    }

    /** Empty when there is none. */
    String authorization() {
        return authorization == null ? "" : authorization;
    }

    /** Empty when there is none. */
    String date() {
        return date == null ? "" : date;
    }

    /** Empty when there is none. */
    String contentHash() {
        return contentHash == null ? "" : contentHash;
    }

    /** Whether a client announced its body's hash, which must then be the right one. */
    boolean hasContentHash() {
        return contentHash != null;
    }

    /** Whether everything that matters is covered: {@code host}, and all that AWS gave a meaning. */
    boolean areCoveredBy(SignedHeaders signed) {
        if (!signed.covers("host")) {
            return false;
        }
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey();
            if (name.regionMatches(true, 0, AMAZON_PREFIX, 0, AMAZON_PREFIX.length()) && !signed.covers(name)) {
                return false;
            }
        }
        return true;
    }

    /** What the request claims, in its header or in its query, but not in both. */
    Authorization.Reading claim(CanonicalQuery query) {
        boolean isPresigned = PresignedQuery.isIn(query);
        if (!hasAuthorization() && !isPresigned) {
            return Authorization.unsigned();
        }
        if (isAmbiguous() || (hasAuthorization() && isPresigned)) {
            return new Authorization.Reading.Unreadable(Refusal.MALFORMED, "The request is signed more than once.");
        }
        return isPresigned ? PresignedQuery.read(query) : AuthorizationHeader.read(authorization(), date());
    }
}
