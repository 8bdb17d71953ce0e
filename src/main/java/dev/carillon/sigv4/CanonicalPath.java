package dev.carillon.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path without its empty, {@code .} and {@code ..} segments (RFC 3986, section 6.2.2.3), encoded once more than on the
 * wire, as every service but S3 has it.
 */
final class CanonicalPath {
    private static final String ROOT = "/";

    private CanonicalPath() {}

    static String of(String rawPath) {
        return rawPath.isEmpty() || rawPath.equals(ROOT) ? ROOT : PercentEncoding.encode(normalised(rawPath), true);
    }

    private static String normalised(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split(ROOT, -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        boolean endsWithSlash = path.endsWith(ROOT) && !segments.isEmpty();
        return ROOT + String.join(ROOT, segments) + (endsWithSlash ? ROOT : "");
    }
}
