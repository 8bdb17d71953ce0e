package dev.carillon.sns.topic;

import dev.carillon.catalog.CatalogWriter;
import dev.carillon.catalog.WriteOutcome;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.policy.AccessPolicy;
import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.AttributeRules;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.QueryRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * AddPermission and RemovePermission: statements of a topic's {@code Policy}. As that is a record for clients only, so are
 * they: nobody may do more for them, or less.
 */
final class PermissionActions {
    private static final String POLICY = "Policy";
    private static final int MAX_LABEL = 80;

    private final CatalogWriter writer;
    private final Lookups lookups;

    PermissionActions(CatalogWriter writer, Lookups lookups) {
        this.writer = writer;
        this.lookups = lookups;
    }

    Future<Checked<byte[]>> add(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn")
                        .then(arn -> grant(call.request(), arn))
                        .then(grant -> lookups.topic(call, "TopicArn").map(topic -> Map.entry(topic, grant))),
                both -> writer.updateTopic(both.getKey().arn(), present -> with(present, both.getValue()))
                        .map(outcome -> answer(call, outcome)));
    }

    /** Whoever removes what is not there has what he wants. */
    Future<Checked<byte[]>> remove(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn")
                        .then(arn -> label(call.request()))
                        .then(label -> lookups.topic(call, "TopicArn").map(topic -> Map.entry(topic, label))),
                both -> writer.updateTopic(
                                both.getKey().arn(),
                                present -> Optional.of(
                                        with(present, policy(present).without(both.getValue()))))
                        .map(outcome -> answer(call, outcome)));
    }

    /** The policy that a topic shows: its own, or AWS's default. */
    static String document(Topic topic) {
        return topic.attributes().getOrDefault(POLICY, DefaultPolicy.of(topic.arn()));
    }

    private static AccessPolicy policy(Topic topic) {
        return AccessPolicy.of(document(topic));
    }

    /** Empty when there is a statement of that label, or would be too many. */
    private static Optional<Topic> with(Topic present, AccessPolicy.Grant grant) {
        AccessPolicy before = policy(present);
        AccessPolicy after = before.with(grant);
        boolean isRefused = before.hasStatement(grant.label())
                || AccessPolicyCheck.objection(after.document()).isPresent();
        return isRefused ? Optional.empty() : Optional.of(with(present, after));
    }

    private static Topic with(Topic present, AccessPolicy policy) {
        return present.withAttributes(AttributeRules.changed(present.attributes(), Map.of(POLICY, policy.document())));
    }

    private static Checked<byte[]> answer(SnsCall call, WriteOutcome<Topic> outcome) {
        if (outcome instanceof WriteOutcome.Existed<Topic> refused) {
            boolean isThere = policy(refused.value())
                    .hasStatement(call.request().text("Label").orElse(""));
            return Checked.invalidParameter(
                    isThere
                            ? "Invalid parameter: Statement already exists"
                            : "Invalid parameter: Policy Error: no room for another statement");
        }
        return Answers.of(outcome, Lookups.NO_TOPIC).map(topic -> call.done());
    }

    private static Checked<AccessPolicy.Grant> grant(QueryRequest request, TopicArn topic) {
        List<String> accounts = request.texts("AWSAccountId.member.");
        List<String> actions = request.texts("ActionName.member.");
        return label(request).then(label -> {
            if (accounts.isEmpty() || actions.isEmpty()) {
                return Checked.invalidParameter(
                        "Invalid parameter: " + (accounts.isEmpty() ? "AWSAccountId" : "ActionName")
                                + " Reason: no value for required parameter");
            }
            if (!accounts.stream().allMatch(PermissionActions::isAccount)) {
                return Checked.invalidParameter("Invalid parameter: Policy Error: PrincipalNotFound");
            }
            if (!AccessPolicyCheck.ACTIONS.containsAll(actions)) {
                return Checked.invalidParameter("Invalid parameter: Policy " + AccessPolicyCheck.OUT_OF_SCOPE);
            }
            return Checked.valid(new AccessPolicy.Grant(
                    label,
                    accounts.stream()
                            .distinct()
                            .map(account -> principal(topic, account))
                            .toList(),
                    actions.stream().distinct().map(action -> "SNS:" + action).toList(),
                    topic.toString()));
        });
    }

    private static Checked<String> label(QueryRequest request) {
        String label = request.text("Label").orElse("");
        if (label.isEmpty()) {
            return Checked.invalidParameter("Invalid parameter: Label Reason: no value for required parameter");
        }
        return label.length() <= MAX_LABEL && isWord(label)
                ? Checked.valid(label)
                : Checked.invalidParameter("Invalid parameter: Label");
    }

    /** An account's number, or a project as ARNs name it. */
    private static boolean isAccount(String account) {
        return !account.isEmpty() && account.length() <= MAX_LABEL && isWord(account);
    }

    private static String principal(TopicArn topic, String account) {
        return "arn:" + topic.partition() + ":iam::" + account + ":root";
    }

    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
    }
}
