package dev.carillon.sns.wire.reply;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Writes elements, one a line, four spaces a level, no newline at the end: the form of Go's {@code xml.MarshalIndent},
 * in which the replies were recorded. Used once, by one thread.
 */
final class XmlWriter implements ResultWriter {
    private static final String INDENT = "    ";

    private final StringBuilder text = new StringBuilder(1024);
    private int depth;
    private boolean isEmptySoFar;

    /** An element that holds others; an empty one closes on its own line. */
    void element(String name, Consumer<XmlWriter> children) {
        element(name, "", children);
    }

    /** @param attributes as they are written within the tag, with a space in front */
    void element(String name, String attributes, Consumer<XmlWriter> children) {
        startLine();
        text.append('<').append(name).append(attributes).append('>');
        depth++;
        isEmptySoFar = true;
        children.accept(this);
        depth--;
        if (!isEmptySoFar) {
            startLine();
        }
        isEmptySoFar = false;
        text.append("</").append(name).append('>');
    }

    /** An element that holds text. */
    @Override
    public void text(String name, String value) {
        startLine();
        text.append('<').append(name).append('>');
        XmlEscape.append(text, value);
        text.append("</").append(name).append('>');
        isEmptySoFar = false;
    }

    @Override
    public void flag(String name, boolean value) {
        text(name, Boolean.toString(value));
    }

    @Override
    public <T> void list(String name, Iterable<T> members, BiConsumer<ResultWriter, T> form) {
        element(name, list -> {
            for (T each : members) {
                list.element("member", member -> form.accept(member, each));
            }
        });
    }

    @Override
    public void attributes(Map<String, String> attributes) {
        element(
                "Attributes",
                map -> new TreeMap<>(attributes)
                        .forEach((key, value) -> map.element("entry", entry -> {
                            entry.text("key", key);
                            entry.text("value", value);
                        })));
    }

    byte[] utf8() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void startLine() {
        if (text.length() > 0) {
            text.append('\n');
        }
        for (int level = 0; level < depth; level++) {
            text.append(INDENT);
        }
    }
}
