package dev.carillon.sns.topic;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.model.Topic;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.attribute.TagReader;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** TagResource, UntagResource and ListTagsForResource. What can have tags is a topic. */
final class TagActions {
    private static final String ARN = "ResourceArn";
    private static final SnsFault NO_RESOURCE = SnsFault.of(SnsErrorCode.RESOURCE_NOT_FOUND, "Resource does not exist");

    private final CatalogWriter writer;
    private final Lookups lookups;
    private final int most;

    TagActions(SnsServices services, Lookups lookups) {
        this.writer = services.writer();
        this.lookups = lookups;
        this.most = services.limits().tagsPerTopic();
    }

    Future<Checked<byte[]>> tag(SnsCall call) {
        if (call.request().members(TagReader.LIST).isEmpty()) {
            return Answers.refused(
                    SnsFault.invalidParameter("Invalid parameter: Tags Reason: no value for required parameter"));
        }
        return Answers.then(
                lookups.topicArn(call, ARN).then(arn -> TagReader.read(call.request(), most)),
                given -> change(call, present -> {
                    present.putAll(given);
                    return present;
                }));
    }

    Future<Checked<byte[]>> untag(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, ARN).then(arn -> TagReader.readKeys(call.request())),
                keys -> change(call, present -> {
                    present.keySet().removeAll(keys);
                    return present;
                }));
    }

    /** Sorted by key: the database keeps no order of them. */
    Future<Checked<byte[]>> list(SnsCall call) {
        return Future.succeededFuture(resource(call)
                .map(topic -> call.result(result ->
                        result.list("Tags", new TreeMap<>(topic.tags()).entrySet(), (member, tag) -> {
                            member.text("Key", tag.getKey());
                            member.text("Value", tag.getValue());
                        }))));
    }

    private Future<Checked<byte[]>> change(SnsCall call, UnaryOperator<Map<String, String>> edit) {
        return Answers.then(
                resource(call),
                topic -> writer.updateTopic(topic.arn(), present -> edited(present, edit))
                        .map(outcome -> outcome instanceof WriteOutcome.Existed<Topic>
                                ? Checked.invalid(TagReader.tooMany())
                                : Answers.of(outcome, NO_RESOURCE).map(done -> call.result(nothing -> {}))));
    }

    /** Empty when it would have too many. */
    private Optional<Topic> edited(Topic present, UnaryOperator<Map<String, String>> edit) {
        Map<String, String> tags = edit.apply(new LinkedHashMap<>(present.tags()));
        return tags.size() <= most ? Optional.of(present.withTags(tags)) : Optional.empty();
    }

    private Checked<Topic> resource(SnsCall call) {
        return lookups.topic(call, ARN)
                .fold(
                        Checked::valid,
                        fault -> Checked.invalid(fault.code() == SnsErrorCode.NOT_FOUND ? NO_RESOURCE : fault));
    }
}
