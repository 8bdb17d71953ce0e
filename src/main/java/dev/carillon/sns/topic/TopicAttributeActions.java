package dev.carillon.sns.topic;

import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.model.Subscription;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.policy.TopicDelivery;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.attribute.AttributeRules;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;

/** GetTopicAttributes and SetTopicAttributes. */
final class TopicAttributeActions {
    private final CatalogWriter writer;
    private final Lookups lookups;
    private final TimeSource time;

    TopicAttributeActions(SnsServices services, Lookups lookups) {
        this.writer = services.writer();
        this.lookups = lookups;
        this.time = services.time();
    }

    Future<Checked<byte[]>> get(SnsCall call) {
        return Future.succeededFuture(lookups.topic(call, "TopicArn")
                .map(topic -> call.result(result -> result.attributes(attributes(topic)))));
    }

    Future<Checked<byte[]>> set(SnsCall call) {
        return Answers.then(
                lookups.topicArn(call, "TopicArn")
                        .then(arn -> AttributeChange.read(call.request(), AttributeRules.TOPIC)
                                .then(change -> FifoAttributes.checked(change, arn)))
                        .then(TopicPolicies::checked)
                        .then(change -> lookups.topic(call, "TopicArn").map(topic -> Map.entry(topic, change))),
                both -> writer.updateTopic(
                                both.getKey().arn(),
                                present -> Optional.of(present.withAttributes(
                                        TopicArchives.changed(present, both.getValue(), time.now()))))
                        .map(outcome -> Answers.of(outcome, Lookups.NO_TOPIC).map(topic -> call.done())));
    }

    private Map<String, String> attributes(Topic topic) {
        long confirmed = topic.subscriptions().values().stream()
                .filter(Subscription::isConfirmed)
                .count();
        Map<String, String> shown = TopicArchives.shown(topic, time.now());
        FifoAttributes.byDefault(topic).forEach(shown::putIfAbsent);
        shown.put(ShownPolicy.NAME, ShownPolicy.of(topic));
        shown.put("TopicArn", topic.arn().toString());
        shown.put("Owner", topic.arn().scope().project().owner());
        shown.put("SubscriptionsConfirmed", Long.toString(confirmed));
        shown.put("SubscriptionsPending", Long.toString(topic.subscriptions().size() - confirmed));
        shown.put("SubscriptionsDeleted", Long.toString(topic.subscriptionsDeleted()));
        shown.put("EffectiveDeliveryPolicy", effectiveDelivery(topic));
        return shown;
    }

    private static String effectiveDelivery(Topic topic) {
        return TopicDelivery.read(topic.attributes().getOrDefault(EffectiveDelivery.ATTRIBUTE, ""))
                .fold(TopicDelivery::effective, wrong -> TopicDelivery.NONE.effective());
    }
}
