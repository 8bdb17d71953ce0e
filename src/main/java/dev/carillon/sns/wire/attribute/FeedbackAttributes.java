package dev.carillon.sns.wire.attribute;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a topic that tell AWS where to log deliveries, for each of its protocols: {@code SetTopicAttributes} in
 * the AWS SNS API reference. They are kept and echoed; the broker logs by its own settings.
 */
final class FeedbackAttributes {
    private static final List<String> PROTOCOLS = List.of("HTTP", "Firehose", "Lambda", "Application", "SQS");
    private static final int MAX_ARN = 2_048;

    private FeedbackAttributes() {}

    static Map<String, AttributeRule> rules() {
        Map<String, AttributeRule> rules = new HashMap<>();
        for (String protocol : PROTOCOLS) {
            rules.put(protocol + "SuccessFeedbackRoleArn", AttributeRule.text(MAX_ARN));
            rules.put(protocol + "FailureFeedbackRoleArn", AttributeRule.text(MAX_ARN));
            rules.put(protocol + "SuccessFeedbackSampleRate", AttributeRule.percentage());
        }
        return rules;
    }
}
