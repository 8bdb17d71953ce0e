package dev.carillon.sns.topic;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.model.Topic;
import dev.carillon.policy.AccessPolicy;
import dev.carillon.policy.AccessPolicyCheck;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.attribute.AttributeRules;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/**
 * AddPermission and RemovePermission: statements of a topic's {@code Policy}. As that is a record for clients only, so are
 * they: nobody may do more for them, or less.
 */
final class PermissionActions {
    private final CatalogWriter writer;
    private final Lookups lookups;

    PermissionActions(CatalogWriter writer, Lookups lookups) {
        this.writer = writer;
        this.lookups = lookups;
    }

    Future<Checked<byte[]>> add(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn")
                        .then(arn -> GrantReader.grant(call.request(), arn))
                        .then(grant -> lookups.topic(call, "TopicArn").map(topic -> Map.entry(topic, grant))),
                both -> writer.updateTopic(both.getKey().arn(), present -> with(present, both.getValue()))
                        .map(outcome -> answer(call, outcome)));
    }

    /** Whoever removes what is not there has what he wants. */
    Future<Checked<byte[]>> remove(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn")
                        .then(arn -> GrantReader.label(call.request()))
                        .then(label -> lookups.topic(call, "TopicArn").map(topic -> Map.entry(topic, label))),
                both -> writer.updateTopic(both.getKey().arn(), present -> without(present, both.getValue()))
                        .map(outcome -> Answers.of(outcome, Lookups.NO_TOPIC).map(topic -> call.done())));
    }

    private static AccessPolicy policy(Topic topic) {
        return AccessPolicy.of(ShownPolicy.of(topic));
    }

    /** Empty when there is a statement of that label, or would be too many. */
    private static Optional<Topic> with(Topic present, AccessPolicy.Grant grant) {
        AccessPolicy before = policy(present);
        AccessPolicy after = before.with(grant);
        boolean isRefused = before.hasStatement(grant.label())
                || AccessPolicyCheck.objection(after.document()).isPresent();
        return isRefused ? Optional.empty() : Optional.of(with(present, after));
    }

    /** Empty when there is no such statement: the policy stays as it was set, to the byte. */
    private static Optional<Topic> without(Topic present, String label) {
        AccessPolicy before = policy(present);
        return before.hasStatement(label) ? Optional.of(with(present, before.without(label))) : Optional.empty();
    }

    private static Topic with(Topic present, AccessPolicy policy) {
        return present.withAttributes(
                AttributeRules.changed(present.attributes(), Map.of(ShownPolicy.NAME, policy.document())));
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
}
