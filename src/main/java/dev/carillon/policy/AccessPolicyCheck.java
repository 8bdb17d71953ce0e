package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What AWS says of an access policy that it does not take. Its texts were recorded; that of all malformed ones is the same.
 * The form is that of the IAM user guide, "Grammar of the IAM JSON policy language".
 */
public final class AccessPolicyCheck {
    /** What a policy may allow: the actions of SNS that concern one topic. */
    public static final Set<String> ACTIONS = Set.of(
            "GetTopicAttributes",
            "SetTopicAttributes",
            "AddPermission",
            "RemovePermission",
            "DeleteTopic",
            "Subscribe",
            "ListSubscriptionsByTopic",
            "Publish",
            "Receive");

    /** AWS's text, behind the word {@code Policy}, for actions that are not among {@link #ACTIONS}. */
    public static final String OUT_OF_SCOPE = "statement action out of service scope!";

    private static final int MAX_BYTES = 30 * 1_024;
    private static final String MALFORMED = "Error: null";
    private static final Set<String> VERSIONS = Set.of("2008-10-17", "2012-10-17");
    private static final Set<String> SCOPED = ACTIONS.stream()
            .map(action -> "sns:" + action.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());

    private AccessPolicyCheck() {}

    /** What is wrong with a document, to stand behind the word {@code Policy}; empty when nothing is. */
    public static Optional<String> objection(String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return Optional.of("Error: longer than " + MAX_BYTES + " bytes");
        }
        Optional<ObjectNode> policy = PolicyJson.object(document);
        if (policy.isEmpty() || !isVersion(policy.get().path("Version"))) {
            return Optional.of(MALFORMED);
        }
        List<JsonNode> statements = list(AccessPolicy.statements(policy.get()));
        return statements.isEmpty()
                ? Optional.of(MALFORMED)
                : statements.stream()
                        .flatMap(statement -> ofStatement(statement).stream())
                        .findFirst();
    }

    private static boolean isVersion(JsonNode version) {
        return version.isMissingNode() || VERSIONS.contains(version.asText(""));
    }

    private static Optional<String> ofStatement(JsonNode statement) {
        String effect = statement.path("Effect").asText("");
        boolean isWhole = (effect.equals("Allow") || effect.equals("Deny"))
                && hasOneOf(statement, "Principal", "NotPrincipal")
                && hasOneOf(statement, "Action", "NotAction")
                && hasOneOf(statement, "Resource", "NotResource");
        if (!isWhole) {
            return Optional.of(MALFORMED);
        }
        if (!texts(statement, "Action", "NotAction")
                .allMatch(action -> SCOPED.contains(action.toLowerCase(Locale.ROOT)))) {
            return Optional.of(OUT_OF_SCOPE);
        }
        return texts(statement, "Resource", "NotResource").count() == 1
                ? Optional.empty()
                : Optional.of("statement must apply to a single resource!");
    }

    private static boolean hasOneOf(JsonNode statement, String name, String opposite) {
        return statement.has(name) != statement.has(opposite);
    }

    private static Stream<String> texts(JsonNode statement, String name, String opposite) {
        JsonNode value = statement.has(name) ? statement.get(name) : statement.get(opposite);
        return value.isArray() ? list(value).stream().map(JsonNode::asText) : Stream.of(value.asText());
    }

    private static List<JsonNode> list(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false).toList();
    }
}
