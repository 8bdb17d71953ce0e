package dev.carillon.sigv4;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A path without its empty, {@code .} and {@code ..} segments (RFC 3986, section 6.2.2.3), encoded once more than on the
 * wire, as every service but S3 has it.
 */
public final class CanonicalPath {
    private static final String ROOT = "/";

    private CanonicalPath() {}

    /** Whether a path is the root as a client may sign it: {@code //} too, which an endpoint with a slash at its end makes. */
    public static boolean isRoot(String rawPath) {
        return of(rawPath).equals(ROOT);
    }

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
