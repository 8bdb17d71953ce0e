package dev.carillon.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What {@code headerContentType} may be. The list is that of AWS's developer guide, "Amazon SNS message delivery retries",
 * "Creating an HTTP/S delivery policy". It says that messages in an envelope, and the policies of topics, support two of
 * these alone; what becomes of another is not said. Here any is taken, since a subscription's {@code RawMessageDelivery}
 * may change later, and counts for raw messages.
 */
final class ContentTypes {
    /** What endpoints get without one. */
    static final String DEFAULT = "text/plain; charset=UTF-8";

    private static final Set<String> OFFERED = Set.of(
            "application/atom+xml",
            "application/json",
            "application/octet-stream",
            "application/soap+xml",
            "application/x-www-form-urlencoded",
            "application/xhtml+xml",
            "application/xml",
            "text/css",
            "text/csv",
            "text/html",
            "text/plain",
            "text/xml");

    private static final Set<String> OF_ENVELOPES = Set.of("application/json", "text/plain");

    private static final Pattern CHARSET = Pattern.compile("; ?charset=utf-8$");

    private ContentTypes() {}

    /** With its character set, which can only be the one that messages have, or without. */
    static boolean isOffered(String contentType) {
        return OFFERED.contains(withoutCharset(contentType));
    }

    /** Whether a message in an envelope, which is JSON, may be called so. */
    static boolean isOfEnvelopes(String contentType) {
        return OF_ENVELOPES.contains(withoutCharset(contentType));
    }

    private static String withoutCharset(String contentType) {
        return CHARSET.matcher(contentType.toLowerCase(Locale.ROOT)).replaceFirst("");
    }
}
