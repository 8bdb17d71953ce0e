package dev.carillon.sns.topic;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectScope;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.model.TopicArn;
import dev.carillon.policy.ArchivePolicy;
import dev.carillon.policy.ArchiveTerms;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.attribute.AttributeMap;
import dev.carillon.sns.wire.attribute.AttributeRules;
import dev.carillon.sns.wire.attribute.TagReader;
import dev.carillon.sns.wire.request.QueryRequest;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** CreateTopic and DeleteTopic. */
final class TopicActions {
    private final CatalogView catalog;
    private final CatalogWriter writer;
    private final Lookups lookups;
    private final TimeSource time;
    private final String partition;
    private final int tagsPerTopic;

    TopicActions(SnsServices services, Lookups lookups) {
        this.catalog = services.catalog();
        this.writer = services.writer();
        this.lookups = lookups;
        this.time = services.time();
        this.partition = services.config().partition();
        this.tagsPerTopic = services.limits().tagsPerTopic();
    }

    /** A topic to make, checked. */
    private record Order(TopicArn arn, Map<String, String> attributes, Map<String, String> tags) {}

    Future<Checked<byte[]>> create(SnsCall call) {
        return Answers.then(
                order(call), order -> made(order).map(made -> made.then(topic -> answer(call, order, topic))));
    }

    /** Whoever deletes what is not there has what he wants. */
    Future<Checked<byte[]>> delete(SnsCall call) {
        byte[] done = call.done();
        return Answers.then(
                lookups.topicArn(call, "TopicArn"),
                arn -> catalog.topic(arn).isEmpty()
                        ? Future.succeededFuture(Checked.valid(done))
                        : writer.deleteTopic(arn, topic -> !ArchivePolicy.isSetOn(topic))
                                .map(outcome -> deleted(outcome, done)));
    }

    private static Checked<byte[]> deleted(WriteOutcome<Topic> outcome, byte[] done) {
        if (outcome instanceof WriteOutcome.Existed<Topic>) {
            return Checked.invalid(TopicArchives.KEEPS_TOPIC);
        }
        return Answers.of(outcome, Lookups.NO_TOPIC)
                .fold(
                        topic -> Checked.valid(done),
                        fault -> fault.code() == SnsErrorCode.NOT_FOUND ? Checked.valid(done) : Checked.invalid(fault));
    }

    private Future<Checked<Topic>> made(Order order) {
        Optional<Topic> existing = catalog.topic(order.arn());
        if (existing.isPresent()) {
            return Future.succeededFuture(Checked.valid(existing.get()));
        }
        return writer.createTopic(
                        order.arn(),
                        ArchiveTerms.noted(Map.of(), AttributeRules.changed(Map.of(), order.attributes()), time.now()),
                        order.tags())
                .map(outcome -> Answers.ofCounted(
                        outcome, Lookups.NO_TOPIC, SnsErrorCode.TOPIC_LIMIT_EXCEEDED, "topics in the project"));
    }

    private static Checked<byte[]> answer(SnsCall call, Order order, Topic topic) {
        Map<String, String> asked = ShownPolicy.unlessDefault(topic.arn(), order.attributes());
        Map<String, String> set = ShownPolicy.unlessDefault(topic.arn(), topic.attributes());
        if (!AttributeRules.NEW_TOPIC.isSame(asked, set)) {
            return Checked.invalidParameter(
                    "Invalid parameter: Attributes Reason: Topic already exists with different attributes");
        }
        // As of attributes, it is enough to ask for some of them: AWS's.
        return topic.tags().entrySet().containsAll(order.tags().entrySet())
                ? Checked.valid(call.result(
                        result -> result.text("TopicArn", topic.arn().toString())))
                : Checked.invalidParameter("Invalid parameter: Tags Reason: Topic already exists with different tags");
    }

    private Checked<Order> order(SnsCall call) {
        QueryRequest request = call.request();
        if (request.has("DataProtectionPolicy")) {
            return Checked.invalidParameter(
                    "Invalid parameter: DataProtectionPolicy Reason: Data protection is not offered here");
        }
        return call.caller()
                .map(caller -> AttributeMap.read(request)
                        .then(attributes -> name(request, attributes)
                                .then(name -> AttributeRules.NEW_TOPIC
                                        .checked(attributes)
                                        .then(checked -> FifoAttributes.checked(checked, name))
                                        .then(TopicPolicies::checked)
                                        .then(checked -> TagReader.read(request, tagsPerTopic)
                                                .map(tags -> new Order(arn(caller.scope(), name), checked, tags))))))
                .orElse(Checked.invalid(SnsFault.accessDenied()));
    }

    private TopicArn arn(ProjectScope scope, String name) {
        return new TopicArn(partition, scope, name);
    }

    /** The name says whether a topic is FIFO, and so does an attribute; they must agree. */
    private static Checked<String> name(QueryRequest request, Map<String, String> attributes) {
        String name = request.text("Name").orElse("");
        boolean isFifo = "true".equalsIgnoreCase(attributes.getOrDefault(FifoAttributes.TOPIC, ""));
        return TopicArn.isName(name) && name.endsWith(".fifo") == isFifo
                ? Checked.valid(name)
                : Checked.invalidParameter("Invalid parameter: Topic Name");
    }
}
