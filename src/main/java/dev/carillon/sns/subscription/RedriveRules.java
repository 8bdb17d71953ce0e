package dev.carillon.sns.subscription;

import dev.carillon.model.QueueArn;
import dev.carillon.model.TopicArn;
import dev.carillon.policy.RedrivePolicy;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.EndpointCheck;
import dev.carillon.sns.action.OneAttribute;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsFault;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** Holds a subscription's redrive policy against the topic that it is of. A policy that is an empty object unsets it. */
final class RedriveRules {
    private static final String POLICY = RedrivePolicy.NAME;

    private RedriveRules() {}

    /** What a Subscribe gives, whose attributes are right one by one. */
    static Checked<Map<String, String>> checked(Map<String, String> given, TopicArn topic) {
        return OneAttribute.in(given, POLICY, value -> policy(value, "Attributes Reason: " + POLICY, topic));
    }

    /** What a Set gives for a subscription of this topic. */
    static Checked<AttributeChange> checked(AttributeChange change, TopicArn topic) {
        return change.name().equals(POLICY)
                ? policy(change.value(), POLICY, topic).map(policy -> new AttributeChange(POLICY, policy))
                : Checked.valid(change);
    }

    /** Whether the dead-letter queue, where one is named, is at a service that the broker knows. */
    static Future<Checked<String>> reachable(String policy, EndpointCheck check) {
        Optional<QueueArn> queue = RedrivePolicy.queue(policy);
        if (queue.isEmpty()) {
            return Future.succeededFuture(Checked.valid(policy));
        }
        return check.isAllowed(queue.get().toString())
                .map(isAllowed -> isAllowed
                        ? Checked.valid(policy)
                        : Checked.invalid(SnsFault.invalidParameter("Invalid parameter: " + POLICY
                                + ": deadLetterTargetArn Reason: The queue cannot be reached from here")));
    }

    private static Checked<String> policy(String json, String subject, TopicArn topic) {
        return json.isEmpty() || RedrivePolicy.isNone(json)
                ? Checked.valid("")
                : Checked.unless(objection(json, topic), "Invalid parameter: " + subject + ": ", json);
    }

    private static Optional<String> objection(String json, TopicArn topic) {
        Optional<String> objection = RedrivePolicy.objection(json);
        if (objection.isPresent()) {
            return objection;
        }
        Optional<QueueArn> queue = RedrivePolicy.queue(json).flatMap(arn -> QueueRules.queue(arn.toString(), topic));
        if (queue.isEmpty()) {
            return Optional.of("deadLetterTargetArn is an invalid arn");
        }
        return queue.get().isFifo() == topic.isFifo()
                ? Optional.empty()
                : Optional.of("deadLetterTargetArn must name a " + (topic.isFifo() ? "FIFO" : "standard")
                        + " queue, as the topic is");
    }
}
