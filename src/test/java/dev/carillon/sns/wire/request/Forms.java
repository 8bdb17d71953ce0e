package dev.carillon.sns.wire.request;

import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests as SDKs encode them. */
public final class Forms {
    private Forms() {}

    /** The request of these names and values, in turn. */
    public static QueryRequest of(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(fields);
    }

    public static QueryRequest of(Map<String, String> fields) {
        return value(QueryRequest.parse(encode(fields)));
    }

    public static byte[] encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    public static <T> T value(Checked<T> checked) {
        return checked.fold(value -> value, fault -> {
            throw new AssertionError("refused: " + fault);
        });
    }

    public static <T> SnsFault fault(Checked<T> checked) {
        return checked.fold(
                value -> {
                    throw new AssertionError("taken: " + value);
                },
                fault -> fault);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
