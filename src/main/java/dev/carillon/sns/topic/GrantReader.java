package dev.carillon.sns.topic;

import dev.carillon.model.TopicArn;
import dev.carillon.policy.AccessPolicy;
import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.request.QueryRequest;
import java.util.List;

/** Reads which statement of a policy a request is about. */
final class GrantReader {
    private static final int MAX_LABEL = 80;

    private GrantReader() {}

    /** What an AddPermission gives. */
    static Checked<AccessPolicy.Grant> grant(QueryRequest request, TopicArn topic) {
        List<String> accounts = request.texts("AWSAccountId.member.");
        List<String> actions = request.texts("ActionName.member.");
        return label(request).then(label -> {
            if (accounts.isEmpty() || actions.isEmpty()) {
                return Checked.invalidParameter(
                        "Invalid parameter: " + (accounts.isEmpty() ? "AWSAccountId" : "ActionName")
                                + " Reason: no value for required parameter");
            }
            if (!accounts.stream().allMatch(GrantReader::isAccount)) {
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

    /** By which a statement is found again. */
    static Checked<String> label(QueryRequest request) {
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
