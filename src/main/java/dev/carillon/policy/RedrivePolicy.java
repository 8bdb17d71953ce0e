package dev.carillon.policy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carillon.model.QueueArn;
import java.util.Optional;
import java.util.Set;

/** A subscription's {@code RedrivePolicy}: the queue for what its endpoint did not take. */
public final class RedrivePolicy {
    /** As the attribute is called. */
    public static final String NAME = "RedrivePolicy";

    private static final String QUEUE = "deadLetterTargetArn";

    private RedrivePolicy() {}

    /** What is wrong with a policy that is to be set, as AWS says it; empty when nothing is. */
    public static Optional<String> objection(String json) {
        Optional<String> objection = PolicyJson.objection(json, Set.of(QUEUE));
        if (objection.isPresent()) {
            return objection;
        }
        return isNone(json) || queue(json).isPresent() ? Optional.empty() : Optional.of(QUEUE + " is an invalid arn");
    }

    /** Whether it names no queue, and stands for none. */
    public static boolean isNone(String json) {
        return PolicyJson.isNothing(json);
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
