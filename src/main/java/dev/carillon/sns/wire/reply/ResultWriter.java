package dev.carillon.sns.wire.reply;

import java.util.Map;
import java.util.function.BiConsumer;

/** Writes what an action answers, by the names that SNS's model has for it, whichever protocol the client speaks. */
public interface ResultWriter {
    void text(String name, String value);

    void flag(String name, boolean value);

    /** A list of structures. */
    <T> void list(String name, Iterable<T> members, BiConsumer<ResultWriter, T> form);

    /** The map {@code Attributes}, sorted by key. */
    void attributes(Map<String, String> attributes);
}
