package dev.carillon.filter.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out the alternatives of a policy without a fault, as event-ruler's {@code JsonRuleCompiler} does: an
 * {@code $or} takes each alternative so far once for each of its branches, and a field named again in a branch is
 * what is said of it last.
 */
final class PolicyReader {
    /**
     * One field of an alternative.
     *
     * @param depth how many names lead to it
     */
    record Leaf(ArrayNode values, int depth) {}

    private PolicyReader() {}

    static List<Map<String, Leaf>> alternatives(ObjectNode policy) {
        return walk(policy, "", 1, List.of(Map.of()));
    }

    /** AWS's count: the number of values times the depth of each field, multiplied. */
    static long combinations(Map<String, Leaf> alternative) {
        double product = 1;
        for (Leaf leaf : alternative.values()) {
            product *= (double) leaf.values().size() * leaf.depth();
        }
        return (long) Math.min(product, Integer.MAX_VALUE);
    }

    /** What each alternative asks for. A field that many have is read once: it may be nearly as large as the policy. */
    static List<List<Condition>> conditions(List<Map<String, Leaf>> alternatives) {
        IdentityHashMap<Leaf, Condition> read = new IdentityHashMap<>();
        List<List<Condition>> all = new ArrayList<>();
        for (Map<String, Leaf> alternative : alternatives) {
            List<Condition> conditions = new ArrayList<>();
            alternative.forEach((field, leaf) -> conditions.add(read.computeIfAbsent(
                    leaf, values -> new Condition(field, PatternReader.patterns(values.values())))));
            all.add(List.copyOf(conditions));
        }
        return List.copyOf(all);
    }

    private static List<Map<String, Leaf>> walk(
            ObjectNode object, String path, int depth, List<Map<String, Leaf>> before) {
        List<Map<String, Leaf>> all = before;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String name = path + member.getKey();
            if (member.getKey().equals(PolicyOutline.OR)) {
                all = walkOr((ArrayNode) member.getValue(), path, depth, all);
            } else if (member.getValue() instanceof ObjectNode inner) {
                all = walk(inner, name + '.', depth + 1, all);
            } else {
                all = with(all, name, new Leaf((ArrayNode) member.getValue(), depth));
            }
        }
        return all;
    }

    private static List<Map<String, Leaf>> walkOr(
            ArrayNode branches, String path, int depth, List<Map<String, Leaf>> before) {
        List<Map<String, Leaf>> all = new ArrayList<>();
        for (JsonNode branch : branches) {
            all.addAll(walk((ObjectNode) branch, path, depth, before));
        }
        return all;
    }

    private static List<Map<String, Leaf>> with(List<Map<String, Leaf>> before, String name, Leaf leaf) {
        List<Map<String, Leaf>> all = new ArrayList<>();
        for (Map<String, Leaf> alternative : before) {
            Map<String, Leaf> more = new LinkedHashMap<>(alternative);
            more.put(name, leaf);
            all.add(more);
        }
        return all;
    }
}
