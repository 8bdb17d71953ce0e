package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.carillon.model.QueueArn;
import java.util.Iterator;
import java.util.Optional;

/** A subscription's {@code RedrivePolicy}: the queue for what its endpoint did not take. */
public final class RedrivePolicy {
    /** As the attribute is called. */
    public static final String NAME = "RedrivePolicy";

    private static final String QUEUE = "deadLetterTargetArn";

    private RedrivePolicy() {}

    /** What is wrong with a policy that is to be set, as AWS says it; empty when nothing is. */
    public static Optional<String> objection(String json) {
        Optional<ObjectNode> object = PolicyJson.object(json);
        if (object.isEmpty()) {
            return Optional.of("failed to parse JSON.");
        }
        for (Iterator<String> names = object.get().fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!name.equals(QUEUE)) {
                return Optional.of("invalid JSON. Attribute " + name + " is unknown.");
            }
        }
        return isNone(json) || queue(json).isPresent() ? Optional.empty() : Optional.of(QUEUE + " is an invalid arn");
    }

    /** Whether it names no queue, and stands for none. */
    public static boolean isNone(String json) {
        return json.isEmpty()
                || PolicyJson.object(json).filter(ObjectNode::isEmpty).isPresent();
    }

    /** The dead-letter queue; empty where there is no policy, or one that cannot be read. */
    public static Optional<QueueArn> queue(String json) {
        return json.isEmpty()
                ? Optional.empty()
                : PolicyJson.object(json)
                        .map(object -> object.path(QUEUE))
                        .filter(JsonNode::isTextual)
                        .flatMap(arn -> QueueArn.parse(arn.textValue()));
    }
}
