package dev.carillon.sns.call;

import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header, W3C Trace Context, section 3.2: {@code 00-<32 hex>-<16 hex>-<2 hex>}. One of another
 * form is as good as none.
 */
final class TraceParent {
    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;

    private TraceParent() {}

    /** The header as it came; empty when it is not well-formed. */
    static String of(@Nullable String header) {
        return header != null && isWellFormed(header) ? header : "";
    }

    private static boolean isWellFormed(String text) {
        return text.length() == LENGTH
                && text.startsWith("00-")
                && isId(text, TRACE_ID, PARENT_ID - 1)
                && text.charAt(PARENT_ID - 1) == '-'
                && isId(text, PARENT_ID, FLAGS - 1)
                && text.charAt(FLAGS - 1) == '-'
                && isHex(text, FLAGS, LENGTH);
    }

    /** All zeros mean that there is none. */
    private static boolean isId(String text, int from, int to) {
        return isHex(text, from, to) && text.substring(from, to).chars().anyMatch(digit -> digit != '0');
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
