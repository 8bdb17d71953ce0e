package dev.carillon.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code headerContentType} may be (AWS, "Creating an HTTP/S delivery policy"). */
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

    private static final Pattern CHARSET = Pattern.compile("; ?charset=utf-8$");

    private ContentTypes() {}

    /** With its character set, which can only be the one that messages have, or without. */
    static boolean isOffered(String contentType) {
        return OFFERED.contains(
                CHARSET.matcher(contentType.toLowerCase(Locale.ROOT)).replaceFirst(""));
    }
}
