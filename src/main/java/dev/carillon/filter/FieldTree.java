package dev.carillon.filter;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of policies by the names on the way to them. A dot in a name is as good as one between two names, as
 * event-ruler has it.
 */
final class FieldTree {
    private static final int NONE = -1;

    private final Map<String, FieldTree> children = new HashMap<>();
    private int field = NONE;

    void add(String path, int number) {
        FieldTree node = this;
        for (String name : path.split("\\.", -1)) {
            node = node.children.computeIfAbsent(name, added -> new FieldTree());
        }
        node.field = number;
    }

    boolean isField() {
        return field != NONE;
    }

    int field() {
        return field;
    }

    boolean hasChildren() {
        return !children.isEmpty();
    }

    /** What lies behind a name; null when no policy speaks of anything there. */
    @Nullable
    FieldTree step(String name) {
        return name.indexOf('.') < 0 ? children.get(name) : stepAll(name.split("\\.", -1));
    }

    private @Nullable FieldTree stepAll(String[] names) {
        FieldTree node = this;
        for (String name : names) {
            node = node == null ? null : node.children.get(name);
        }
        return node;
    }
}
