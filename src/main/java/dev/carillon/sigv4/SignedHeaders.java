package dev.carillon.sigv4;

import java.util.List;
import java.util.Optional;

/**
 * Which headers a signature covers, in lower case, each greater than the one before, as the specification orders them.
 *
 * @param text as it came, and as it goes into the canonical request
 */
record SignedHeaders(String text, List<String> names) {
    /** Far above what any client signs; the header that lists them is bounded by the server already. */
    private static final int MOST = 64;

    /** Reads {@code a;b;c}; empty when it has another form. */
    static Optional<SignedHeaders> parse(String text) {
        List<String> names = List.of(text.split(";", -1));
        if (names.size() > MOST) {
            return Optional.empty();
        }
        String before = "";
        for (String name : names) {
            if (name.compareTo(before) <= 0 || !isLowerCase(name)) {
                return Optional.empty();
            }
            before = name;
        }
        return Optional.of(new SignedHeaders(text, names));
    }

    boolean covers(String name) {
        return indexOf(name) >= 0;
    }

    /** The position of a header, in whatever case it is written; negative when it is not signed. */
    int indexOf(String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isLowerCase(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 127 || c == ',' || c == ':' || (c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }
}
