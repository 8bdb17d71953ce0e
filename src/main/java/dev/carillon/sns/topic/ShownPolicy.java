package dev.carillon.sns.topic;

import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;

/**
 * The access policy that a topic shows: its own or, while none was set, AWS's default document. It is a record for clients
 * only; what a caller may do is decided by the permissions of its credential.
 */
final class ShownPolicy {
    /** The attribute that holds it. */
    static final String NAME = "Policy";

    private static final String DEFAULT = """
            {"Version":"2008-10-17","Id":"__default_policy_ID","Statement":[{"Sid":"__default_statement_ID",\
            "Effect":"Allow","Principal":{"AWS":"*"},"Action":["SNS:GetTopicAttributes","SNS:SetTopicAttributes",\
            "SNS:AddPermission","SNS:RemovePermission","SNS:DeleteTopic","SNS:Subscribe",\
            "SNS:ListSubscriptionsByTopic","SNS:Publish"],"Resource":"{topic}",\
            "Condition":{"StringEquals":{"AWS:SourceOwner":"{owner}"}}}]}""";

    private ShownPolicy() {}

    static String of(Topic topic) {
        return topic.attributes().getOrDefault(NAME, byDefault(topic.arn()));
    }

    private static String byDefault(TopicArn topic) {
        return DEFAULT.replace("{topic}", topic.toString())
                .replace("{owner}", topic.scope().project().owner());
    }
}
