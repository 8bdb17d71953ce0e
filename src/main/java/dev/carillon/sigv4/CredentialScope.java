package dev.carillon.sigv4;

import java.util.Optional;

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

    private static final int SLASHES = 4;
    private static final int ACCESS_KEY_LENGTH = 128;
    private static final int DAY_LENGTH = 8;
    private static final int NAME_LENGTH = 64;

    /** Reads {@code Credential=}; empty when it has another form. */
    static Optional<CredentialScope> parse(String credential) {
        int[] slashes = new int[SLASHES];
        int slash = -1;
        for (int i = 0; i < SLASHES; i++) {
            slash = credential.indexOf('/', slash + 1);
            if (slash < 0) {
                return Optional.empty();
            }
            slashes[i] = slash;
        }
        CredentialScope scope = new CredentialScope(
                credential.substring(0, slashes[0]),
                credential.substring(slashes[0] + 1, slashes[1]),
                credential.substring(slashes[1] + 1, slashes[2]),
                credential.substring(slashes[2] + 1, slashes[3]),
                credential.substring(slashes[0] + 1));
        boolean isTerminated = credential.substring(slash + 1).equals(TERMINATOR);
        return isTerminated && scope.isWellFormed() ? Optional.of(scope) : Optional.empty();
    }

    private boolean isWellFormed() {
        return isAccessKey(accessKey) && isDay(day) && isName(region) && isName(service);
    }

    private static boolean isDay(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() == DAY_LENGTH;
    }

    /** Any printable text: one that nobody has is unknown, and not malformed. */
    private static boolean isAccessKey(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= ACCESS_KEY_LENGTH;
    }

    /** Letters, digits and hyphens; a pattern would cost more than the rest of the reading. */
    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '-' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= NAME_LENGTH;
    }
}
