package dev.carillon.sns.wire;

/** The W3C trace context of a publish ({@code traceparent}, version 00), which goes on to every endpoint. */
final class TraceParent {
    private static final String FORM = "00-hhhhhhhhhhhhhhhhhhhhhhhhhhhhhhhh-hhhhhhhhhhhhhhhh-hh";
    private static final String NO_TRACE = "00000000000000000000000000000000";

    private TraceParent() {}

    /** The header as it came, or nothing when it is malformed: as the specification has it, it is ignored then. */
    static String checked(String header) {
        if (header.length() != FORM.length()) {
            return "";
        }
        for (int at = 0; at < FORM.length(); at++) {
            char expected = FORM.charAt(at);
            if (expected == 'h' ? !isLowerHex(header.charAt(at)) : header.charAt(at) != expected) {
                return "";
            }
        }
        boolean isZero = header.startsWith(NO_TRACE, 3) || header.startsWith(NO_TRACE.substring(0, 16), 36);
        return isZero ? "" : header;
    }

    private static boolean isLowerHex(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
