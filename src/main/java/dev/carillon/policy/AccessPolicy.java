package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A topic's access policy as {@code AddPermission} and {@code RemovePermission} change it. What they leave alone stays as it
 * was written. Immutable.
 */
public final class AccessPolicy {
    private static final String STATEMENTS = "Statement";
    private static final String ID = "Sid";

    private final ObjectNode root;

    private AccessPolicy(ObjectNode root) {
        this.root = root;
    }

    /**
     * What a label allows.
     *
     * @param label names the statement within its policy
     * @param principals the ARNs of those who may
     * @param actions with their service: {@code SNS:Publish}
     */
    public record Grant(String label, List<String> principals, List<String> actions, String resource) {
        public Grant {
            principals = List.copyOf(principals);
            actions = List.copyOf(actions);
        }
    }

    /** Reads a document that {@link AccessPolicyCheck} finds right. */
    public static AccessPolicy of(String document) {
        return PolicyJson.object(document)
                .map(AccessPolicy::new)
                .orElseThrow(() -> new IllegalArgumentException("no access policy"));
    }

    public boolean hasStatement(String label) {
        for (JsonNode statement : statements(root)) {
            if (isCalled(statement, label)) {
                return true;
            }
        }
        return false;
    }

    /** With one more statement, in the form that AWS gives it: what there is one of stands without a list. */
    public AccessPolicy with(Grant grant) {
        ObjectNode after = root.deepCopy();
        ObjectNode statement = after.objectNode().put(ID, grant.label()).put("Effect", "Allow");
        statement.putObject("Principal").set("AWS", oneOrMore(after, grant.principals()));
        statement.set("Action", oneOrMore(after, grant.actions()));
        statement.put("Resource", grant.resource());
        after.set(STATEMENTS, statements(after).add(statement));
        return new AccessPolicy(after);
    }

    /** Without the statement of this label, if it has one. */
    public AccessPolicy without(String label) {
        ObjectNode after = root.deepCopy();
        ArrayNode rest = after.arrayNode();
        for (JsonNode statement : statements(after)) {
            if (!isCalled(statement, label)) {
                rest.add(statement);
            }
        }
        after.set(STATEMENTS, rest);
        return new AccessPolicy(after);
    }

    /** The document, without a space. */
    public String document() {
        return PolicyJson.text(root);
    }

    /** A single statement may stand without a list. */
    static ArrayNode statements(ObjectNode policy) {
        JsonNode statements = policy.path(STATEMENTS);
        if (statements instanceof ArrayNode list) {
            return list;
        }
        ArrayNode list = policy.arrayNode();
        return statements.isObject() ? list.add(statements) : list;
    }

    private static boolean isCalled(JsonNode statement, String label) {
        return statement.path(ID).asText("").equals(label);
    }

    private static JsonNode oneOrMore(ObjectNode factory, List<String> texts) {
        if (texts.size() == 1) {
            return factory.textNode(texts.get(0));
        }
        ArrayNode list = factory.arrayNode();
        texts.forEach(list::add);
        return list;
    }
}
