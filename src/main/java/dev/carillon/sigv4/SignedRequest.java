package dev.carillon.sigv4;

import java.util.Map;

/**
 * A request as it came over the wire, nothing decoded. Lives on one thread while its signature is verified; the body is
 * not copied.
 */
public final class SignedRequest {
    private final String method;
    private final Target target;
    private final Iterable<Map.Entry<String, String>> headers;
    private final byte[] body;

    /**
     * Takes the parts as they are; nothing is copied.
     *
     * @param headers in the order received, one entry a line; a character of a value is a byte of the wire
     * @param body kept as it is, for good
     */
    public SignedRequest(String method, Target target, Iterable<Map.Entry<String, String>> headers, byte[] body) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
    }

    /**
     * What the request line asks for.
     *
     * @param path still encoded; empty means the root
     * @param query still encoded, without the question mark; empty when there is none
     */
    public record Target(String path, String query) {}

    String method() {
        return method;
    }

    String path() {
        return target.path();
    }

    String query() {
        return target.query();
    }

    Iterable<Map.Entry<String, String>> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }
}
