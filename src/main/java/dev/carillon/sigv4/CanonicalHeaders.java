package dev.carillon.sigv4;

import java.util.Arrays;
import java.util.Map;

/**
 * Writes the signed headers: names in lower case, values trimmed and with their inner spaces collapsed, lines of one name
 * joined by commas in the order received.
 */
final class CanonicalHeaders {
    private CanonicalHeaders() {}

    static void write(Iterable<Map.Entry<String, String>> headers, SignedHeaders signed, ByteText text) {
        int count = signed.names().size();
        String[] values = new String[count];
        Arrays.fill(values, "");
        boolean[] isPresent = new boolean[count];
        for (Map.Entry<String, String> header : headers) {
            int index = signed.indexOf(header.getKey());
            if (index >= 0) {
                String value = collapsed(header.getValue());
                values[index] = isPresent[index] ? values[index] + "," + value : value;
                isPresent[index] = true;
            }
        }
        for (int i = 0; i < count; i++) {
            text.append(signed.names().get(i));
            text.append(':');
            text.appendLine(values[i]);
        }
    }

    /** The value itself when there is nothing to do, as nearly always. */
    static String collapsed(String value) {
        if (isCollapsed(value)) {
            return value;
        }
        StringBuilder collapsed = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isSpace(c)) {
                collapsed.append(c);
            } else if (!collapsed.isEmpty() && collapsed.charAt(collapsed.length() - 1) != ' ') {
                collapsed.append(' ');
            }
        }
        int length = collapsed.length();
        boolean endsInSpace = length > 0 && collapsed.charAt(length - 1) == ' ';
        return collapsed.substring(0, endsInSpace ? length - 1 : length);
    }

    private static boolean isCollapsed(String value) {
        boolean wasSpace = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean isSpace = isSpace(c);
            if (isSpace && (wasSpace || c != ' ')) {
                return false;
            }
            wasSpace = isSpace;
        }
        return !wasSpace || value.isEmpty();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
