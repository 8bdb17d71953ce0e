package dev.carillon.filter.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How large a policy is, told before it is worked out, which for one with many {@code $or} could take for ever. The
 * policy may have any fault.
 */
final class PolicyOutline {
    static final String OR = "$or";

    /** More than is ever allowed, and still no overflow when multiplied. */
    private static final long MANY = 1_000_000;

    private final Set<String> keys = new HashSet<>();
    private boolean isNested;
    private long alternatives;

    private PolicyOutline() {}

    static PolicyOutline of(ObjectNode policy) {
        PolicyOutline outline = new PolicyOutline();
        outline.alternatives = outline.walk(policy, "", 1);
        return outline;
    }

    /** The distinct fields that it speaks of. */
    Set<String> keys() {
        return keys;
    }

    boolean isNested() {
        return isNested;
    }

    long alternatives() {
        return alternatives;
    }

    private long walk(ObjectNode object, String path, long before) {
        long count = before;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = path + member.getKey();
            if (member.getKey().equals(OR) && member.getValue() instanceof ArrayNode branches) {
                count = walkOr(branches, path, count);
            } else if (member.getValue() instanceof ObjectNode inner) {
                isNested = true;
                count = walk(inner, name + '.', count);
            } else {
                keys.add(name);
            }
        }
        return count;
    }

    private long walkOr(ArrayNode branches, String path, long before) {
        long sum = 0;
        for (JsonNode branch : branches) {
            sum = Math.min(MANY, sum + (branch instanceof ObjectNode inner ? walk(inner, path, before) : before));
        }
        return sum;
    }
}
