package dev.carillon.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Finds what is YAML and yet cannot be a configuration. SmallRye would take the last of two equal keys, nothing at all from
 * a file that is not a map, and never come to the end of a list that is a member of itself.
 */
final class YamlTree {
    private static final String NO_TAGS = "tags are not allowed; a value that begins with ! needs quotes";

    private static final Set<Tag> OF_SCALARS = Set.of(Tag.STR, Tag.NULL, Tag.BOOL, Tag.INT, Tag.FLOAT, Tag.TIMESTAMP);

    private final List<String> problems = new ArrayList<>();

    /** An alias is the very node that it stands for; these are those that the one looked at is part of. */
    private final Set<Node> around = new HashSet<>();

    private final Set<Node> seen = new HashSet<>();

    private YamlTree() {}

    /** One sentence each, without a value of the file. */
    static List<String> problems(Node top) {
        YamlTree tree = new YamlTree();
        if (top instanceof MappingNode) {
            tree.look(top);
        } else if (!top.getTag().equals(Tag.NULL)) {
            tree.problems.add("it holds no keys, but " + (top instanceof SequenceNode ? "a list" : "a single value"));
        }
        return tree.problems;
    }

    private void look(Node node) {
        if (around.contains(node)) {
            refuse(node, "it is part of itself, by an alias");
        } else if (seen.add(node)) {
            around.add(node);
            lookInto(node);
            around.remove(node);
        }
    }

    private void lookInto(Node node) {
        if (node instanceof MappingNode map) {
            requireTag(map, Set.of(Tag.MAP));
            lookAtMembers(map);
        } else if (node instanceof SequenceNode list) {
            requireTag(list, Set.of(Tag.SEQ));
            list.getValue().forEach(this::look);
        } else {
            requireTag(node, OF_SCALARS);
        }
    }

    private void lookAtMembers(MappingNode map) {
        Set<String> names = new HashSet<>();
        for (NodeTuple member : map.getValue()) {
            if (!(member.getKeyNode() instanceof ScalarNode key)) {
                refuse(member.getKeyNode(), "a key is one word; a value that begins with { or [ needs quotes");
                continue;
            }
            if (!names.add(key.getValue())) {
                refuse(key, "duplicate key " + key.getValue());
            }
            if (key.getTag().equals(Tag.MERGE)) {
                requireMaps(member.getValueNode());
            } else {
                requireTag(key, OF_SCALARS);
            }
            look(member.getValueNode());
        }
    }

    /** What {@code <<} takes. */
    private void requireMaps(Node merged) {
        boolean isMaps = merged instanceof SequenceNode list
                ? list.getValue().stream().allMatch(MappingNode.class::isInstance)
                : merged instanceof MappingNode;
        if (!isMaps) {
            refuse(merged, "<< takes what holds keys");
        }
    }

    private void requireTag(Node node, Set<Tag> allowed) {
        if (!allowed.contains(node.getTag())) {
            refuse(node, NO_TAGS);
        }
    }

    private void refuse(Node node, String problem) {
        problems.add(YamlProblem.at(Optional.of(node.getStartMark())) + problem);
    }
}
