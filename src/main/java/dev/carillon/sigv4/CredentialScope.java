package dev.carillon.sigv4;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * For what a signature counts: one day, one region, one service.
 *
 * <pre>
 *   SCWXXXXXXXXXXXXXXXXX/20260131/fr-par/sns/aws4_request
 *   access key           day      region service terminator
 * </pre>
 *
 * @param text all but the access key, as it goes into the string to sign
 */
record CredentialScope(String accessKey, String day, String region, String service, String text) {
    static final String TERMINATOR = "aws4_request";

    private static final int PARTS = 5;
    private static final Pattern ACCESS_KEY = Pattern.compile("\\w{1,128}");
    private static final Pattern DAY = Pattern.compile("[0-9]{8}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    /** Reads {@code Credential=}; empty when it has another form. */
    static Optional<CredentialScope> parse(String credential) {
        String[] parts = credential.split("/", PARTS + 1);
        if (parts.length != PARTS || !parts[4].equals(TERMINATOR) || !isWellFormed(parts)) {
            return Optional.empty();
        }
        String text = credential.substring(parts[0].length() + 1);
        return Optional.of(new CredentialScope(parts[0], parts[1], parts[2], parts[3], text));
    }

    private static boolean isWellFormed(String[] parts) {
        return ACCESS_KEY.matcher(parts[0]).matches()
                && DAY.matcher(parts[1]).matches()
                && NAME.matcher(parts[2]).matches()
                && NAME.matcher(parts[3]).matches();
    }
}
