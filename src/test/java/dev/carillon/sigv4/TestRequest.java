package dev.carillon.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A request that tests change bit by bit.
 *
 * @param octets the body, a character for each byte
 */
record TestRequest(String method, String path, String query, List<Map.Entry<String, String>> headers, String octets) {
    static TestRequest of(String method, String target) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        return new TestRequest(method, path, query, List.of(), "");
    }

    TestRequest header(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new TestRequest(method, path, query, more, octets);
    }

    TestRequest withoutHeader(String name) {
        List<Map.Entry<String, String>> rest = headers.stream()
                .filter(header -> !header.getKey().toLowerCase(Locale.ROOT).equals(name))
                .toList();
        return new TestRequest(method, path, query, rest, octets);
    }

    TestRequest replacing(String name, String value) {
        return withoutHeader(name).header(name, value);
    }

    String value(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    TestRequest path(String changed) {
        return new TestRequest(method, changed, query, headers, octets);
    }

    TestRequest query(String changed) {
        return new TestRequest(method, path, changed, headers, octets);
    }

    TestRequest method(String changed) {
        return new TestRequest(changed, path, query, headers, octets);
    }

    TestRequest body(String changed) {
        return body(changed.getBytes(StandardCharsets.UTF_8));
    }

    TestRequest body(byte[] changed) {
        return new TestRequest(method, path, query, headers, new String(changed, StandardCharsets.ISO_8859_1));
    }

    byte[] body() {
        return octets.getBytes(StandardCharsets.ISO_8859_1);
    }

    SignedRequest signed() {
        return new SignedRequest(method, new SignedRequest.Target(path, query), headers, body());
    }
}
