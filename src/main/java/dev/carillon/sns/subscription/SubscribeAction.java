package dev.carillon.sns.subscription;

import dev.carillon.bus.BrokerBus;
import dev.carillon.catalog.change.CatalogWriter;
import dev.carillon.catalog.change.WriteOutcome;
import dev.carillon.model.ConfirmationKind;
import dev.carillon.model.Subscription;
import dev.carillon.model.SubscriptionArn;
import dev.carillon.model.SubscriptionState;
import dev.carillon.model.TimeSource;
import dev.carillon.policy.RedrivePolicy;
import dev.carillon.policy.ReplayPolicy;
import dev.carillon.sns.action.Answers;
import dev.carillon.sns.action.EndpointCheck;
import dev.carillon.sns.action.Lookups;
import dev.carillon.sns.action.SnsCall;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.wire.Checked;
import dev.carillon.sns.wire.RandomUuids;
import dev.carillon.sns.wire.SnsErrorCode;
import dev.carillon.sns.wire.SnsFault;
import dev.carillon.sns.wire.attribute.AttributeRules;
import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Subscribe. A function's URL gets messages at once. A web endpoint is asked first, and asked again with a new token, the
 * old one void, whenever somebody subscribes it again while it is pending: there is one pending token an endpoint.
 */
final class SubscribeAction {
    private final CatalogWriter writer;
    private final BrokerBus bus;
    private final TimeSource time;
    private final EndpointCheck endpointCheck;
    private final Lookups lookups;
    private final TopicPin pin;

    SubscribeAction(SnsServices services, Lookups lookups) {
        this.writer = services.writer();
        this.bus = services.bus();
        this.time = services.time();
        this.endpointCheck = services.endpointCheck();
        this.lookups = lookups;
        this.pin = new TopicPin(services.bus());
    }

    Future<Checked<byte[]>> subscribe(SnsCall call) {
        return Answers.then(
                SubscribeOrder.read(call, lookups, time.now()),
                order -> order.topic()
                        .subscriptionTo(order.protocol(), order.endpoint())
                        .map(existing -> again(order, existing))
                        .orElseGet(() -> first(order))
                        .map(subscribed -> subscribed.map(subscription -> answer(call, order, subscription))));
    }

    private Future<Checked<Subscription>> first(SubscribeOrder order) {
        return endpointCheck.isAllowed(order.endpoint()).compose(isAllowed -> {
            if (!isAllowed) {
                return Answers.refused(SnsFault.invalidParameter(
                        "Invalid parameter: Endpoint Reason: The endpoint cannot be reached from here"));
            }
            return RedriveRules.reachable(order.attributes().getOrDefault(RedrivePolicy.NAME, ""), endpointCheck)
                    .compose(policy -> policy.fold(
                            right -> order.protocol().needsConfirmation()
                                    ? createPending(order)
                                    : createConfirmed(order),
                            Answers::refused));
        });
    }

    private Future<Checked<Subscription>> createConfirmed(SubscribeOrder order) {
        return pin.whilePinned(
                order.topic().topicNo(),
                startSeq -> create(order, toSubscription(order, new SubscriptionState.Confirmed(startSeq, ""))));
    }

    private Future<Checked<Subscription>> createPending(SubscribeOrder order) {
        ConfirmationToken token = ConfirmationToken.random();
        SubscriptionState.Pending pending = token.pendingFrom(time.now());
        return create(order, ConfirmationDue.noted(toSubscription(order, pending), pending, ConfirmationKind.SUBSCRIBE))
                .map(created -> created.map(subscription -> {
                    askIfOwn(order, subscription, token);
                    return subscription;
                }));
    }

    private Future<Checked<Subscription>> create(SubscribeOrder order, Subscription wanted) {
        return writer.createSubscription(order.topic().topicNo(), wanted).compose(outcome -> {
            if (outcome instanceof WriteOutcome.Existed<Subscription> existed) {
                return again(order, existed.value());
            }
            return Future.succeededFuture(Answers.ofCounted(
                    outcome, Lookups.NO_TOPIC, SnsErrorCode.SUBSCRIPTION_LIMIT_EXCEEDED, "subscriptions of the topic"));
        });
    }

    private Future<Checked<Subscription>> again(SubscribeOrder order, Subscription existing) {
        if (!AttributeRules.SUBSCRIPTION.isSame(order.attributes(), existing.attributes())) {
            return Answers.refused(
                    SnsFault.invalidParameter("Invalid parameter: Attributes Reason: Subscription already"
                            + " exists with different attributes"));
        }
        if (existing.isConfirmed()) {
            return Future.succeededFuture(Checked.valid(existing));
        }
        if (order.protocol().needsConfirmation()) {
            return renew(order, existing.arn());
        }
        return pin.whilePinned(
                order.topic().topicNo(),
                startSeq -> update(
                        existing.arn(), present -> present.withState(new SubscriptionState.Confirmed(startSeq, ""))));
    }

    private Future<Checked<Subscription>> renew(SubscribeOrder order, SubscriptionArn arn) {
        ConfirmationToken token = ConfirmationToken.random();
        SubscriptionState.Pending pending = token.pendingFrom(time.now());
        return update(arn, present -> ConfirmationDue.noted(present, pending, ConfirmationKind.SUBSCRIBE))
                .map(renewed -> renewed.map(subscription -> {
                    askIfOwn(order, subscription, token);
                    return subscription;
                }));
    }

    /** Leaves alone what has been confirmed meanwhile. */
    private Future<Checked<Subscription>> update(SubscriptionArn arn, UnaryOperator<Subscription> edit) {
        return writer.updateSubscription(
                        arn, present -> present.isConfirmed() ? Optional.empty() : Optional.of(edit.apply(present)))
                .map(outcome -> Answers.of(outcome, Lookups.NO_SUBSCRIPTION));
    }

    /** Asks only with the token that is really kept: somebody else may have been quicker. */
    private void askIfOwn(SubscribeOrder order, Subscription subscription, ConfirmationToken token) {
        if (!subscription.isConfirmed() && ConfirmationToken.isOf(subscription.state(), token.hash())) {
            bus.confirmation(order.topic().topicNo(), token.requestTo(subscription, ConfirmationKind.SUBSCRIBE));
        }
    }

    private Subscription toSubscription(SubscribeOrder order, SubscriptionState state) {
        boolean isConfirmed = state instanceof SubscriptionState.Confirmed;
        return new Subscription(
                0,
                new SubscriptionArn(order.topic().arn(), RandomUuids.next()),
                order.protocol(),
                order.endpoint(),
                state,
                isConfirmed,
                false,
                time.now(),
                ReplayPolicy.noted(AttributeRules.changed(Map.of(), order.attributes()), time.now()));
    }

    private static byte[] answer(SnsCall call, SubscribeOrder order, Subscription subscription) {
        boolean isShown = subscription.isConfirmed() || order.returnsArn();
        String arn = isShown ? subscription.arn().toString() : "pending confirmation";
        return call.result(result -> result.text("SubscriptionArn", arn));
    }
}
