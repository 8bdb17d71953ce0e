package dev.carillon.sns.wire.reply;

/** Escapes text as Go's {@code xml.EscapeText} does, which is how the replies were recorded. */
final class XmlEscape {
    private static final char REPLACEMENT = '\uFFFD';

    private XmlEscape() {}

    static void append(StringBuilder out, String text) {
        int plainFrom = 0;
        for (int at = 0; at < text.length(); at++) {
            String escape = escape(text, at);
            if (!escape.isEmpty()) {
                out.append(text, plainFrom, at).append(escape);
                plainFrom = at + 1;
            }
        }
        out.append(text, plainFrom, text.length());
    }

    /** What stands for a character; empty when it stands for itself. */
    private static String escape(String text, int at) {
        char c = text.charAt(at);
        return switch (c) {
            case '"' -> "&#34;";
            case '\'' -> "&#39;";
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\t' -> "&#x9;";
            case '\n' -> "&#xA;";
            case '\r' -> "&#xD;";
            default -> c < ' ' || c >= '\uFFFE' || isLoneSurrogate(text, at) ? String.valueOf(REPLACEMENT) : "";
        };
    }

    private static boolean isLoneSurrogate(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        return Character.isLowSurrogate(c) && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
    }
}
