package dev.carillon.sns.subscription;

import dev.carillon.bus.BrokerBus;
import dev.carillon.bus.ReplayQuery;
import dev.carillon.bus.ReplayState;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.catalog.view.CatalogView;
import dev.carillon.model.ProjectId;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.TimeSource;
import dev.carillon.model.Topic;
import dev.carillon.policy.EffectiveDelivery;
import dev.carillon.policy.RedrivePolicy;
import dev.carillon.policy.ReplayPolicy;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.AttributeChange;
import dev.carillon.sns.action.EndpointCheck;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.attribute.AttributeRules;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** GetSubscriptionAttributes and SetSubscriptionAttributes. */
final class SubscriptionAttributeActions {
    private final CatalogView catalog;
    private final CatalogWriter writer;
    private final BrokerBus bus;
    private final TimeSource time;
    private final EndpointCheck endpointCheck;
    private final Lookups lookups;
    private final TopicPin pin;

    SubscriptionAttributeActions(SnsServices services, Lookups lookups) {
        this.catalog = services.catalog();
        this.writer = services.writer();
        this.bus = services.bus();
        this.time = services.time();
        this.endpointCheck = services.endpointCheck();
        this.lookups = lookups;
        this.pin = new TopicPin(services.bus());
    }

    Future<Checked<byte[]>> get(SnsCall call) {
        return Answers.then(
                lookups.subscription(call),
                subscription -> replayStatus(subscription)
                        .map(status -> Checked.valid(
                                call.result(result -> result.attributes(attributes(subscription, status))))));
    }

    /** Empty where nothing is replayed; a shard that does not answer has not begun. */
    private Future<Optional<ReplayState>> replayStatus(Subscription subscription) {
        Optional<Topic> topic = catalog.topic(subscription.arn().topic());
        if (topic.isEmpty() || !subscription.attributes().containsKey(ReplayPolicy.NAME)) {
            return Future.succeededFuture(Optional.empty());
        }
        return bus.replayState(new ReplayQuery(topic.get().topicNo(), subscription.subscriptionNo()))
                .otherwise(ReplayState.PENDING)
                .map(Optional::of);
    }

    Future<Checked<byte[]>> set(SnsCall call) {
        return Answers.then(
                lookups.subscriptionArn(call)
                        .then(arn -> AttributeChange.read(call.request(), AttributeRules.SUBSCRIPTION))
                        .then(change -> lookups.subscription(call)
                                .then(present -> checked(change, present).map(right -> Map.entry(present, right)))),
                both -> set(call, both.getKey().arn(), both.getValue()));
    }

    private Checked<AttributeChange> checked(AttributeChange change, Subscription present) {
        return FilterAttributes.checked(change, present.attributes())
                .then(right -> DeliveryAttributes.checked(right, present.protocol()))
                .then(right -> RawDelivery.checked(right, present.protocol()))
                .then(right -> RedriveRules.checked(right, present.arn().topic()))
                .then(right ->
                        ReplayRules.checked(right, catalog.topic(present.arn().topic()), time.now()));
    }

    private Future<Checked<byte[]>> set(SnsCall call, SubscriptionArn arn, AttributeChange change) {
        String policy = change.name().equals(RedrivePolicy.NAME) ? change.value() : "";
        return RedriveRules.reachable(policy, endpointCheck)
                .compose(reachable -> reachable.fold(
                        right -> FilterAttributes.isMeant(change)
                                ? setFilter(call, arn, change)
                                : write(call, arn, change, present -> ReplayRules.changed(present, change, time.now())),
                        Answers::refused));
    }

    /** What was published before stays with the policy of then, and so the journal is asked how far it has got. */
    private Future<Checked<byte[]>> setFilter(SnsCall call, SubscriptionArn arn, AttributeChange change) {
        Optional<Topic> topic = catalog.topic(arn.topic());
        return topic.isEmpty()
                ? Answers.refused(Lookups.NO_SUBSCRIPTION)
                : pin.whilePinned(
                        topic.get().topicNo(),
                        startSeq -> write(
                                call, arn, change, present -> FilterAttributes.changed(present, change, startSeq)));
    }

    private Future<Checked<byte[]>> write(
            SnsCall call,
            SubscriptionArn arn,
            AttributeChange change,
            Function<Subscription, Map<String, String>> changed) {
        return writer.updateSubscription(
                        arn,
                        present -> isFit(present, change)
                                ? Optional.of(present.withAttributes(changed.apply(present)))
                                : Optional.empty())
                .map(outcome -> answer(call, change, outcome));
    }

    /** Not when another call has meanwhile set what this change does not go with: a policy, or its scope. */
    private static boolean isFit(Subscription present, AttributeChange change) {
        return FilterAttributes.checked(change, present.attributes()).fold(right -> true, fault -> false);
    }

    private static Checked<byte[]> answer(SnsCall call, AttributeChange change, WriteOutcome<Subscription> outcome) {
        Checked<AttributeChange> fit = outcome instanceof WriteOutcome.Existed<Subscription> refused
                ? FilterAttributes.checked(change, refused.value().attributes())
                : Checked.valid(change);
        return fit.then(right -> Answers.of(outcome, Lookups.NO_SUBSCRIPTION)).map(subscription -> call.done());
    }

    private Map<String, String> attributes(Subscription subscription, Optional<ReplayState> replay) {
        ProjectId project = subscription.arn().topic().scope().project();
        Map<String, String> shown = new HashMap<>();
        shown.put("RawMessageDelivery", "false");
        shown.putAll(FilterAttributes.shown(subscription.attributes()));
        shown.putAll(AttributeRules.shown(subscription.attributes()));
        replay.ifPresent(state -> shown.put("ReplayStatus", state.wireName()));
        shown.put("SubscriptionArn", subscription.arn().toString());
        shown.put("TopicArn", subscription.arn().topic().toString());
        shown.put("Owner", project.owner());
        shown.put("Protocol", subscription.protocol().wireName());
        shown.put("Endpoint", subscription.endpoint());
        shown.put("PendingConfirmation", Boolean.toString(!subscription.isConfirmed()));
        shown.put("ConfirmationWasAuthenticated", Boolean.toString(subscription.isConfirmationAuthenticated()));
        shown.put("EffectiveDeliveryPolicy", effectiveDelivery(subscription).document());
        shown.put(
                "SubscriptionPrincipal",
                "arn:" + subscription.arn().topic().partition() + ":iam::" + project.owner() + ":root");
        return shown;
    }

    /** Only web endpoints have policies of their own. */
    private EffectiveDelivery effectiveDelivery(Subscription subscription) {
        if (!subscription.protocol().needsConfirmation()) {
            return EffectiveDelivery.FUNCTION;
        }
        return catalog.topic(subscription.arn().topic())
                .map(topic -> EffectiveDelivery.of(topic, subscription))
                .orElse(EffectiveDelivery.DEFAULT);
    }
}
