package dev.carillon.push.user;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A URL's user and password as the answer to a {@link DigestChallenge} (RFC 7616, 3.4).
 *
 * <pre>
 *   whose    = H(user:realm:password), in a session H(whose:nonce:cnonce)
 *   what     = H(method:uri)
 *   response = H(whose:nonce:00000001:cnonce:auth:what), where the endpoint knows no qop H(whose:nonce:what)
 * </pre>
 *
 * A nonce is used for one request: another that overtook it would look like somebody's repetition.
 */
public final class DigestAuthorization {
    private static final String ONCE = "00000001";

    private DigestAuthorization() {}

    /**
     * The header's value, in answer to the first demand that can be met; empty where there is none, and where it could not be
     * a header's value, since a user's name may have any character.
     *
     * @param demands the values of {@code WWW-Authenticate}
     * @param userInfo what stood before {@code @} in the URL
     * @param cnonce the client's own, which nobody can guess
     */
    public static Optional<String> of(List<String> demands, String userInfo, String method, String uri, String cnonce) {
        return DigestChallenge.first(demands).flatMap(asked -> of(asked, userInfo, method, uri, cnonce));
    }

    private static Optional<String> of(
            DigestChallenge asked, String userInfo, String method, String uri, String cnonce) {
        int colon = userInfo.indexOf(':');
        String user = decoded(colon < 0 ? userInfo : userInfo.substring(0, colon));
        String password = colon < 0 ? "" : decoded(userInfo.substring(colon + 1));
        DigestHash hash = asked.hash();
        String always = hash.of(user + ":" + asked.realm() + ":" + password);
        String whose = DigestHash.isOfSession(asked.algorithm())
                ? hash.of(always + ":" + asked.nonce() + ":" + cnonce)
                : always;
        String quality = asked.hasQuality() ? ONCE + ":" + cnonce + ":auth:" : "";
        String response = hash.of(whose + ":" + asked.nonce() + ":" + quality + hash.of(method + ":" + uri));
        String header = "Digest username=" + quoted(user)
                + ", realm=" + quoted(asked.realm())
                + ", nonce=" + quoted(asked.nonce())
                + ", uri=" + quoted(uri)
                + (asked.algorithm().isEmpty() ? "" : ", algorithm=" + asked.algorithm())
                + (asked.opaque().isEmpty() ? "" : ", opaque=" + quoted(asked.opaque()))
                + ", cnonce=" + quoted(cnonce)
                + (asked.hasQuality() ? ", qop=auth, nc=" + ONCE : "")
                + ", response=" + quoted(response);
        return header.chars().allMatch(DigestAuthorization::mayBeInAHeader) ? Optional.of(header) : Optional.empty();
    }

    private static String decoded(String encoded) {
        return new String(BasicAuthorization.decoded(encoded), StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static boolean mayBeInAHeader(int character) {
        return character >= ' ' && character != 0x7f;
    }
}
