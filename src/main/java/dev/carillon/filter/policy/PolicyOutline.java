package dev.carillon.filter.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large a policy is, told before it is worked out, which for one with many {@code $or} could take for ever. The
 * policy may have any fault.
 *
 * <p>The name of a field may be nearly as long as the policy, and each of many fields may have one as long. So a name is
 * made only of what is a field, only until there are too many, and within a number of characters.
 */
final class PolicyOutline {
    static final String OR = "$or";

    static final int MOST_KEYS = 5;
    static final int MOST_ALTERNATIVES = 150;

    /** More than is ever allowed, and still no overflow when multiplied. */
    private static final long MANY = 1_000_000;

    /** In the names of all fields, each as often as there are alternatives to take it: a thousand times what is usual. */
    private static final long MOST_CHARACTERS = 10_000_000;

    /** That lead to a field, whether by dots or by objects. Each is a node in the filters of a topic. */
    private static final int MOST_NAMES = 256;

    private final Set<String> keys = new HashSet<>();
    private boolean isNested;
    private boolean isLong;
    private long characters;
    private long alternatives;

    private PolicyOutline() {}

    /** What a name begins with, put together only where the name is needed. */
    private record Path(@Nullable Path outer, String name, int length, int names) {
        static final Path ROOT = new Path(null, "", 0, 0);

        Path with(String name) {
            int more = 1 + (int) name.chars().filter(c -> c == '.').count();
            return new Path(this, name, length + name.length() + 1, names + more);
        }

        /** With a dot behind each name. */
        String text() {
            StringBuilder text = new StringBuilder(length);
            appendTo(text);
            return text.toString();
        }

        private void appendTo(StringBuilder text) {
            if (outer != null) {
                outer.appendTo(text);
                text.append(name).append('.');
            }
        }
    }

    static PolicyOutline of(ObjectNode policy) {
        PolicyOutline outline = new PolicyOutline();
        outline.alternatives = outline.walk(policy, Path.ROOT, 1);
        return outline;
    }

    /** The different fields that it speaks of, in a form that tells them apart; of too many, just too many. */
    Set<String> keys() {
        return keys;
    }

    boolean isNested() {
        return isNested;
    }

    /** Whether it has more alternatives, or takes more to work out, than any policy that is of use. */
    boolean isTooComplex() {
        return alternatives > MOST_ALTERNATIVES || isLong;
    }

    private long walk(ObjectNode object, Path path, long before) {
        long count = before;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = member.getKey();
            if (name.equals(OR) && member.getValue() instanceof ArrayNode branches) {
                count = walkOr(branches, path, count);
            } else if (member.getValue() instanceof ObjectNode inner) {
                isNested = true;
                count = walk(inner, path.with(name), count);
            } else {
                add(path.with(name), count);
            }
        }
        return count;
    }

    private long walkOr(ArrayNode branches, Path path, long before) {
        long sum = 0;
        for (JsonNode branch : branches) {
            sum = Math.min(MANY, sum + (branch instanceof ObjectNode inner ? walk(inner, path, before) : before));
        }
        // Without a branch it is a fault, and no reason to work out what stands before it.
        return Math.max(sum, before);
    }

    /** A field is worked out once in each alternative so far. */
    private void add(Path field, long before) {
        characters += field.length() * Math.min(before, MOST_ALTERNATIVES);
        isLong |= characters > MOST_CHARACTERS || field.names() > MOST_NAMES;
        if (characters <= MOST_CHARACTERS && keys.size() <= MOST_KEYS) {
            keys.add(field.text());
        }
    }
}
