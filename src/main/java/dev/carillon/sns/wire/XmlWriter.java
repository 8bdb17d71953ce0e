package dev.carillon.sns.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes elements, one a line, four spaces a level, no newline at the end: the form of Go's {@code xml.MarshalIndent},
 * in which the replies were recorded. Used once, by one thread.
 */
public final class XmlWriter {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder(1024);
    private int depth;
    private boolean isJustOpened;

    /** Opens an element; {@code tag} may hold attributes. */
    public XmlWriter open(String tag) {
        if (text.length() > 0) {
            text.append('\n');
        }
        indent();
        text.append('<').append(tag).append('>');
        depth++;
        isJustOpened = true;
        return this;
    }

    /** Closes the element that was opened last; an empty one closes on its own line. */
    public XmlWriter close(String element) {
        depth--;
        if (!isJustOpened) {
            text.append('\n');
            indent();
        }
        isJustOpened = false;
        text.append("</").append(element).append('>');
        return this;
    }

    /** An element that holds text. */
    public XmlWriter text(String element, String value) {
        text.append('\n');
        indent();
        text.append('<').append(element).append('>');
        XmlEscape.append(text, value);
        text.append("</").append(element).append('>');
        isJustOpened = false;
        return this;
    }

    /** An {@code <Attributes>} map, sorted by key. */
    public XmlWriter attributes(Map<String, String> attributes) {
        open("Attributes");
        new TreeMap<>(attributes)
                .forEach((key, value) ->
                        open("entry").text("key", key).text("value", value).close("entry"));
        return close("Attributes");
    }

    byte[] utf8() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void indent() {
        for (int level = 0; level < depth; level++) {
            text.append(INDENT);
        }
    }
}
