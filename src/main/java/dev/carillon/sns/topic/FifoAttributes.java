package dev.carillon.sns.topic;

import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.wire.Checked;
import java.util.Map;
import java.util.Optional;

/** The attributes that only a FIFO topic has. On another, what changes nothing is taken all the same. */
final class FifoAttributes {
    static final String TOPIC = "FifoTopic";

    private static final String BY_CONTENT = "ContentBasedDeduplication";
    private static final String SCOPE = "FifoThroughputScope";

    private FifoAttributes() {}

    /** What a CreateTopic gives. */
    static Checked<Map<String, String>> checked(Map<String, String> given, String name) {
        Optional<String> objection = given.keySet().stream()
                .flatMap(each -> objection(each, given.getOrDefault(each, ""), name.endsWith(".fifo")).stream())
                .findFirst();
        return Checked.unless(objection, "Invalid parameter: Attributes Reason: ", given);
    }

    /** What a SetTopicAttributes gives. */
    static Checked<AttributeChange> checked(AttributeChange change, TopicArn topic) {
        return Checked.unless(
                objection(change.name(), change.value(), topic.isFifo()),
                "Invalid parameter: " + change.name() + " Reason: ",
                change);
    }

    /** What a topic shows of them while they are not set. */
    static Map<String, String> byDefault(Topic topic) {
        return topic.isFifo() ? Map.of(TOPIC, "true", BY_CONTENT, "false", SCOPE, "Topic") : Map.of();
    }

    private static Optional<String> objection(String attribute, String value, boolean isFifo) {
        if (isFifo) {
            return Optional.empty();
        }
        if (attribute.equals(BY_CONTENT) && value.equals("true")) {
            return Optional.of("Content-based deduplication can only be set for FIFO topics");
        }
        return attribute.equals(SCOPE) && !value.isEmpty()
                ? Optional.of("A FIFO throughput scope can only be set for FIFO topics")
                : Optional.empty();
    }
}
