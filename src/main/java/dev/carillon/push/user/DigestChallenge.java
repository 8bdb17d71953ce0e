package dev.carillon.push.user;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint's demand for Digest authentication (RFC 7616, 3.3). Its texts are the bytes that came, one for each character.
 *
 * @param opaque to be sent back as it is
 * @param algorithm as the endpoint spelled it; empty where it left that out, which means MD5
 * @param hasQuality whether it knows {@code qop=auth}; of RFC 2069's time, it does not
 */
record DigestChallenge(
        String realm, String nonce, String opaque, String algorithm, DigestHash hash, boolean hasQuality) {
    /** What {@code WWW-Authenticate} is made of: schemes, and names with values; behind a scheme may be one odd value. */
    private static final Pattern PART = Pattern.compile("\\G[\\s,]*+(?<name>[!#$%&'*+.^_`|~0-9A-Za-z/-]++)"
            + "(?:\\s*+=\\s*+(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<token>[^\\s,=\"]++)))?+=*+");

    /** The first demand that can be met; endpoints name what they like best first. */
    static Optional<DigestChallenge> first(List<String> headers) {
        return headers.stream()
                .flatMap(header -> digests(header).stream())
                .flatMap(parameters -> known(parameters).stream())
                .findFirst();
    }

    private static List<Map<String, String>> digests(String header) {
        List<Map<String, String>> digests = new ArrayList<>();
        Map<String, String> parameters = new HashMap<>();
        for (Matcher part = PART.matcher(header); part.find(); ) {
            String name = part.group("name").toLowerCase(Locale.ROOT);
            if (part.group("quoted") != null) {
                parameters.putIfAbsent(name, part.group("quoted").replaceAll("\\\\(.)", "$1"));
            } else if (part.group("token") != null) {
                parameters.putIfAbsent(name, part.group("token"));
            } else {
                parameters = new HashMap<>();
                if (name.equals("digest")) {
                    digests.add(parameters);
                }
            }
        }
        return digests;
    }

    private static Optional<DigestChallenge> known(Map<String, String> parameters) {
        String algorithm = parameters.getOrDefault("algorithm", "");
        List<String> qualities = List.of(
                parameters.getOrDefault("qop", "").toLowerCase(Locale.ROOT).split("[\\s,]+"));
        boolean hasQuality = qualities.contains("auth");
        if (!parameters.containsKey("nonce") || (parameters.containsKey("qop") && !hasQuality)) {
            return Optional.empty();
        }
        return DigestHash.named(algorithm)
                .map(hash -> new DigestChallenge(
                        parameters.getOrDefault("realm", ""),
                        parameters.get("nonce"),
                        parameters.getOrDefault("opaque", ""),
                        algorithm,
                        hash,
                        hasQuality));
    }
}
