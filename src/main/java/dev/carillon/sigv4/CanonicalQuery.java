package dev.carillon.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A query string decoded and encoded again in the one way that both sides agree on, sorted by encoded name, then value.
 * A plus is a space, as it is for the form parser that reads the same bytes afterwards.
 */
record CanonicalQuery(List<Parameter> parameters) {
    private static final CanonicalQuery EMPTY = new CanonicalQuery(List.of());
    private static final Comparator<Parameter> ORDER =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    /** One parameter, encoded. */
    record Parameter(String name, String value) {
        String decodedName() {
            return PercentEncoding.decode(name);
        }

        String decodedValue() {
            return PercentEncoding.decode(value);
        }
    }

    static CanonicalQuery parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        List<Parameter> parameters = new ArrayList<>();
        for (String field : raw.split("&", -1)) {
            if (!field.isEmpty()) {
                parameters.add(parameter(field));
            }
        }
        parameters.sort(ORDER);
        return new CanonicalQuery(parameters);
    }

    private static Parameter parameter(String field) {
        int equals = field.indexOf('=');
        String name = equals < 0 ? field : field.substring(0, equals);
        String value = equals < 0 ? "" : field.substring(equals + 1);
        return new Parameter(again(name), again(value));
    }

    private static String again(String encoded) {
        return PercentEncoding.encode(PercentEncoding.decode(encoded.replace('+', ' ')), false);
    }

    /** Writes all but the signature itself, which cannot be part of what it signs. */
    void writeTo(ByteText text) {
        boolean isFirst = true;
        for (Parameter parameter : parameters) {
            if (!parameter.name().equals(PresignedQuery.SIGNATURE)) {
                if (!isFirst) {
                    text.append('&');
                }
                text.append(parameter.name());
                text.append('=');
                text.append(parameter.value());
                isFirst = false;
            }
        }
    }
}
