package dev.carillon.sns.topic;

import dev.carillon.model.TopicArn;

/**
 * The access policy that a topic shows while none was set: AWS's default document. It is a record for clients only; what
 * a caller may do is decided by the permissions of its credential.
 */
final class DefaultPolicy {
    private static final String TEMPLATE = """
            {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
            "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
            "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
            "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{topic}",\
            "Condition":{"StringEquals":{"AWS:SourceOwner":"{owner}"}}}]}""";

    private DefaultPolicy() {}

    static String of(TopicArn topic) {
        return TEMPLATE.replace("{topic}", topic.toString())
                .replace("{owner}", topic.scope().project().owner());
    }
}
