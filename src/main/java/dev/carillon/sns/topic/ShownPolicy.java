package dev.carillon.sns.topic;

import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import java.util.LinkedHashMap;
import java.util.Map;

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

    /** A topic's attributes as they are when the default document, given back by a client, is no policy. */
    static Map<String, String> unlessDefault(TopicArn topic, Map<String, String> attributes) {
        if (!byDefault(topic).equals(attributes.get(NAME))) {
            return attributes;
        }
        Map<String, String> without = new LinkedHashMap<>(attributes);
        without.put(NAME, "");
        return without;
    }

    private static String byDefault(TopicArn topic) {
        return DEFAULT.replace("{topic}", topic.toString())
                .replace("{owner}", topic.scope().project().owner());
    }
}
